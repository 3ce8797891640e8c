"""Writing the record: what lists state and what officials confirm. Facts are only added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.audit.operations import Entry as Act
from portal.core import clock
from portal.organisations.record import validity
from portal.organisations.record.entries import DATES
from portal.organisations.record.enums import FactKind
from portal.organisations.record.holdings import MODELS
from portal.organisations.record.models import Fact, ListCheck
from portal.organisations.register.models import Organisation
from portal.organisations.register.operations import Source

CHANGED = "organisation.record_changed"
LISTS_CHECKED = "organisation.lists_checked"


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


def _act(statement: Statement, source: Source) -> Act:
    subject = f"organisations.organisation:{statement.organisation}"
    data = {
        "fact": str(statement.kind),
        "facts": dict(statement.facts),
        "changes": dict(statement.changes),
        "source": source.title,
    }
    return Act(CHANGED, subject, data)
