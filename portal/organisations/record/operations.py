"""Writing the record: what lists state and what officials confirm. Facts are only added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.audit.operations import Entry as Act
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.files.operations import Owner
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import explain, verdict_of
from portal.organisations.record import conditions, holdings, labels, queries, validity
from portal.organisations.record.entries import DATES
from portal.organisations.record.enums import FactKind, GradeChangeKind
from portal.organisations.record.holdings import MODELS, plain
from portal.organisations.record.models import Fact, GradeChange, ListCheck
from portal.organisations.record.slots import EVIDENCE
from portal.organisations.register.models import Organisation
from portal.organisations.register.operations import Source
from portal.permissions import Permission

CHANGED = "organisation.record_changed"
LISTS_CHECKED = "organisation.lists_checked"
TO_COME = "removal_to_come"


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact to be added: ``facts`` by field name, dates as text; ``replaces`` an older row.

    ``changes`` {fact: [old, new]} is what the history tells.
    """

    organisation: int
    kind: FactKind
    facts: Mapping[str, Any]
    replaces: int | None = None
    changes: Mapping[str, list[Any]] = field(default_factory=dict)
    file: UUID | None = None


@transaction.atomic
def add_many(statements: Sequence[Statement], *, source: Source, by: User | None) -> list[Fact]:
    """Add facts; the rows they replace stay and are no longer current.

    Act: organisation.record_changed, once for each fact, with kind, values and changes.
    """
    keys = sorted({s.organisation for s in statements})
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    made: list[Fact] = []
    for kind in FactKind:
        made += _add(kind, [s for s in statements if s.kind is kind], source, by)
    audit.record_many(
        [_act(statement, source) for statement in statements],
        by=by,
        case=source.case,
        post=source.post,
        channel=source.channel,
    )
    return made


def confirm(
    *,
    organisation: Organisation,
    kind: FactKind,
    facts: Mapping[str, Any],
    source: str,
    source_on: date,
    by: User,
    upload: File[Any] | None = None,
    case: str = "",
) -> Fact:
    """Add one fact by an official's word, with its source; an older statement of it is replaced.

    ``facts`` by field name, dates as text, amounts in fen. Raises Refused with every reason:
    ``not_permitted``, ``source_missing``, ``date_in_future``, ``cell_missing``, what
    ``conditions.doubts`` finds, ``already_stated``, and every reason against the file.
    """
    _ensure(organisation, source, source_on, by)
    stated = {name: value for name, value in facts.items() if value not in (None, "")}
    found = [*conditions.missing(kind, stated), *conditions.doubts(kind, stated, clock.today())]
    wrong = [f for f in found if verdict_of(f.code) is Verdict.ERROR or f.code == TO_COME]
    if wrong:
        raise Refused(*(explain(f.code, labels.readable(f.params)) for f in wrong))
    file = _kept(organisation, upload, by)
    spoken = _spoken(organisation, source, source_on, by, case)
    with transaction.atomic():
        list(Organisation.objects.select_for_update(no_key=True).filter(pk=organisation.pk))
        stands = holdings.current(organisation.pk, kind, stated)
        if stands is not None and _same(stands, stated, spoken):
            raise Refused(_already())
        before = holdings.facts_of(stands, kind) if stands else {}
        statement = Statement(
            organisation=organisation.pk,
            kind=kind,
            facts=before | stated,
            replaces=stands.pk if stands else None,
            changes={n: [before.get(n), v] for n, v in stated.items() if before.get(n) != v},
            file=file,
        )
        return add_many([statement], source=spoken, by=by)[0]


def confirm_lists(
    *,
    organisation: Organisation,
    source: str,
    source_on: date,
    by: User,
    upload: File[Any] | None = None,
    case: str = "",
) -> ListCheck:
    """State that the record tells everything the credit lists held of an organisation on a day.

    Raises Refused: ``not_permitted``, ``source_missing``, ``date_in_future``, and every reason
    against the file.
    """
    _ensure(organisation, source, source_on, by)
    file = _kept(organisation, upload, by)
    spoken = _spoken(organisation, source, source_on, by, case)
    with transaction.atomic():
        check = ListCheck.objects.create(
            organisation=organisation,
            source=spoken.title,
            source_on=source_on,
            file_id=file,
            case=case,
            added_at=clock.now(),
            added_by=by,
        )
        audit.record(
            LISTS_CHECKED,
            by=by,
            subject=f"organisations.organisation:{organisation.pk}",
            case=case,
            data={"source": spoken.title, "on": str(source_on)},
            post=spoken.post,
        )
    return check


@transaction.atomic
def check_lists(
    registries: Iterable[int], *, left_out: Iterable[int], source: Source, by: User | None
) -> None:
    """Note that a list gave the credit lists of these registries as of its day.

    ``left_out`` are organisations of which a row could not be taken: theirs stay unknown.
    Act: organisation.lists_checked, once for each registry.
    """
    common = {"source": source.title[:200], "source_on": source.on, "case": source.case}
    stamp = {"added_at": clock.now(), "added_by": by}
    keys = list(registries)
    ListCheck.objects.bulk_create(
        [ListCheck(registry_id=key, **common, **stamp) for key in keys]
        + [ListCheck(organisation_id=o, known=False, **common, **stamp) for o in left_out]
    )
    acts = [
        Act(LISTS_CHECKED, f"bodies.body:{key}", {"source": source.title, "on": str(source.on)})
        for key in keys
    ]
    audit.record_many(acts, by=by, case=source.case, post=source.post, channel=source.channel)


@transaction.atomic
def change_grade(
    *,
    organisation: int,
    announced_on: date,
    kind: GradeChangeKind,
    ground: str,
    decided_on: date,
    source: Source,
    by: User,
    level: int | None = None,
    file: UUID | None = None,
) -> GradeChange:
    """Put on record that a grade was lowered (to ``level``) or cancelled; decided elsewhere.

    Event organisations.grade_lowered or .grade_cancelled about the organisation, with the day of
    announcement, what is left and why. Raises IntegrityError when it was cancelled already.
    """
    row = GradeChange.objects.create(
        organisation_id=organisation,
        announced_on=announced_on,
        kind=kind,
        level=level,
        ground=ground,
        decided_on=decided_on,
        source=source.title[:200],
        source_on=source.on,
        file_id=file,
        case=source.case,
        added_at=clock.now(),
        added_by=by,
    )
    _tell_change(f"organisations.grade_{kind}", row, source, by)
    return row


@transaction.atomic
def restore_grade(*, change: GradeChange, source: Source, by: User) -> GradeChange:
    """A decision about a grade was wrong: it no longer counts, and stays on record.

    Event organisations.grade_restored about the organisation.
    """
    GradeChange.objects.filter(pk=change.pk).update(current=False)
    change.refresh_from_db()
    _tell_change("organisations.grade_restored", change, source, by)
    return change


def _tell_change(action: str, row: GradeChange, source: Source, by: User) -> None:
    audit.record(
        action,
        by=by,
        subject=f"organisations.organisation:{row.organisation_id}",
        case=source.case,
        data={
            "announced_on": row.announced_on.isoformat(),
            "kind": str(row.kind),
            "level": row.level or 0,
            "ground": row.ground,
            "decided_on": row.decided_on.isoformat(),
            "source": source.title,
        },
        post=source.post,
    )


def _add(
    kind: FactKind, statements: Sequence[Statement], source: Source, by: User | None
) -> list[Fact]:
    model = MODELS[kind]
    old = [s.replaces for s in statements if s.replaces is not None]
    model._default_manager.filter(pk__in=old).update(current=False)
    rows = [model(**_origin(s, source, by), **_fields(kind, s.facts)) for s in statements]
    return model._default_manager.bulk_create(rows)


def _origin(statement: Statement, source: Source, by: User | None) -> dict[str, Any]:
    return {
        "organisation_id": statement.organisation,
        "replaces_id": statement.replaces,
        "source": source.title[:200],
        "source_on": source.on,
        "case": source.case,
        "file_id": statement.file,
        "added_at": clock.now(),
        "added_by": by,
    }


def _fields(kind: FactKind, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The values for the model's fields; a grade's days are counted where none are stated."""
    found = {
        name: date.fromisoformat(value) if name in DATES and value else value
        for name, value in facts.items()
        if value is not None
    }
    if kind is FactKind.GRADE:
        first, last = validity.grade_days(found["announced_on"])
        found = {"valid_from": first, "valid_to": last} | found
    return found


def _ensure(organisation: Organisation, source: str, source_on: date, by: User) -> None:
    reasons = []
    if not queries.may_confirm(by, organisation):
        reasons.append(
            Reason(
                "not_permitted",
                _("Your post does not include confirming facts about this organisation."),
            )
        )
    if not source.strip():
        reasons.append(
            Reason(
                "source_missing",
                _("A fact needs its source."),
                _("Write where you read it: the document and its number, or the register."),
            )
        )
    if source_on > clock.today():
        reasons.append(explain("date_in_future", {"text": source_on.isoformat()}))
    if reasons:
        raise Refused(*reasons)


def _kept(organisation: Organisation, upload: File[Any] | None, by: User) -> UUID | None:
    if upload is None:
        return None
    owner = Owner(body=organisation.registry_id, user=by.pk)
    return files.store(upload=upload, slot=EVIDENCE, owner=owner, by=by).pk


def _spoken(
    organisation: Organisation, source: str, source_on: date, by: User, case: str
) -> Source:
    office = queries.office_of(by, organisation)
    post = people.post_in(by, Permission.RECORD_CONFIRM, office) if office else ""
    return Source(source.strip()[:200], source_on, case=case, post=post)


def _same(stands: Fact, stated: Mapping[str, Any], source: Source) -> bool:
    unchanged = all(plain(getattr(stands, name)) == value for name, value in stated.items())
    return unchanged and (stands.source, stands.source_on) == (source.title, source.on)


def _already() -> Reason:
    return Reason(
        "already_stated",
        _("The record says exactly this already, from the same source."),
        _("Nothing needs to be done."),
    )


def _act(statement: Statement, source: Source) -> Act:
    subject = f"organisations.organisation:{statement.organisation}"
    data = {
        "fact": str(statement.kind),
        "facts": dict(statement.facts),
        "changes": dict(statement.changes),
        "source": source.title,
    }
    return Act(CHANGED, subject, data)
