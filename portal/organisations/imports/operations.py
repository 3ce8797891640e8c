"""What officials do with an import: hand in a list, decide about rows, confirm or discard."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.files import operations as files
from portal.files.operations import Owner
from portal.organisations.imports import lists, queries
from portal.organisations.imports.conditions import BatchFacts, no_other_import_running
from portal.organisations.imports.enums import Choice, ImportState, Kind, Verdict
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.imports.slots import LIST
from portal.organisations.imports.words import choices_for
from portal.workflow import engine
from portal.workflow.engine import Opening

if TYPE_CHECKING:
    from portal.workflow.models import Case


def upload(
    *,
    upload: File[Any],
    source_on: date,
    bureau: int,
    by: User,
    kind: str = Kind.REGISTER,
) -> ImportBatch:
    """Hand in a list for a bureau; the worker reads it next. Nothing is written to the register.

    Raises Refused: ``not_permitted``, ``date_in_future``, and every reason against the file.
    """
    if not people.may(by, lists.of(kind).permission, body=bureau):
        raise Refused(_not_permitted())
    if source_on > clock.today():
        raise Refused(
            Reason("date_in_future", _("The day of the list is still to come."), _("Correct it."))
        )
    stored = files.store(upload=upload, slot=LIST, owner=Owner(body=bureau, user=by.pk), by=by)
    batch = ImportBatch(
        kind=kind,
        stored=stored,
        source_on=source_on,
        scope=sorted(queries.scope_of(by, lists.of(kind).permission)),
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    office = bodies.body(bureau)
    opening = Opening(applicant=office.name, holder_id=bureau)
    row, _code = engine.open_case(
        batch,
        opening,
        by=by,
        data={"file": stored.name, "sha256": stored.sha256, "kind": str(kind)},
    )
    return row


@transaction.atomic
def decide(*, row: ImportRow, choice: str, by: User) -> ImportRow:
    """Decide about a row that needs a decision; may be changed until the import is confirmed.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``choice_not_offered``.
    """
    batch = _locked(row.batch_id)
    case = _ensure_may(batch, by)
    if batch.status != ImportState.PREVIEWED:
        raise Refused(
            Reason(
                "not_possible_now",
                _("This import can no longer be changed; it is now “%(state)s”."),
                params={"state": ImportState(batch.status).label},
            )
        )
    if choice not in offered(row):
        raise Refused(
            Reason("choice_not_offered", _("Choose one of the answers offered for this row."))
        )
    row.choice, row.chosen_by = choice, by
    row.save(update_fields=["choice", "chosen_by"])
    audit.record(
        "register_import.decided",
        by=by,
        subject=f"organisations.importbatch:{batch.pk}",
        case=case.number,
        data={"line": row.line, "choice": choice},
        post=people.post_in(by, lists.of(batch.kind).permission, case.holder_id),
    )
    return row


def confirm(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Let the worker write the list into the register.

    Raises Refused: ``already_confirmed`` (with who and when), ``other_import_running``,
    ``nothing_to_write``, ``not_permitted``, ``not_possible_now``.
    """
    try:
        with transaction.atomic():
            locked = _locked(batch.pk)
            _ensure_may(locked, by)
            if locked.confirmed_by is not None and locked.confirmed_at is not None:
                raise Refused(_already(locked.confirmed_by, locked))
            row = engine.advance(
                locked, "confirm", by=by, facts=facts, data={"counts": locked.counts}
            )
            row.confirmed_by, row.confirmed_at, row.position = by, clock.now(), 0
            row.save(update_fields=["confirmed_by", "confirmed_at", "position"])
            return row
    except IntegrityError as error:
        number, person = _running()
        known = BatchFacts(1, number or "–", person or "–")
        raise Refused(*no_other_import_running(known)) from error


def discard(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Put an import away without writing anything."""
    _ensure_may(batch, by)
    return engine.advance(batch, "discard", by=by)


def offered(row: ImportRow) -> tuple[Choice, ...]:
    """What may be chosen for a row; empty when it needs no decision."""
    if row.verdict != Verdict.DECISION:
        return ()
    return choices_for([reason["code"] for reason in row.reasons])


def facts(batch: ImportBatch) -> BatchFacts:
    """What must be known to confirm an import."""
    rows = queries.to_write(batch) - queries.written(batch)
    return BatchFacts(rows + lists.of(batch.kind).beside_rows(batch), *_running())


def _ensure_may(batch: ImportBatch, by: User) -> "Case":
    """The case of an import, for whoever may import this kind of list for its bureau."""
    permission = lists.of(batch.kind).permission
    if batch.case is None or not people.may(by, permission, body=batch.case.holder_id):
        raise Refused(_not_permitted())
    return batch.case


def _locked(pk: int) -> ImportBatch:
    """The import with its case; only its own row is locked (PostgreSQL refuses outer joins)."""
    locked = ImportBatch.objects.select_for_update(of=("self",))
    return locked.select_related("case").get(pk=pk)


def _running() -> tuple[str, str]:
    other = queries.running()
    if other is None or other.case is None or other.confirmed_by is None:
        return "", ""
    return other.case.number, other.confirmed_by.get_full_name()


def _already(person: User, batch: ImportBatch) -> Reason:
    confirmed = batch.confirmed_at
    time = f"{confirmed.astimezone(clock.SHANGHAI):%H:%M}" if confirmed else ""
    return Reason(
        "already_confirmed",
        _("%(person)s has already confirmed this import, at %(time)s."),
        _("Nothing more needs to be done; the result stands on this page."),
        params={"person": person.get_full_name(), "time": time},
    )


def _not_permitted() -> Reason:
    return Reason("not_permitted", _("Your post does not include importing for this bureau."))


def rematch(*, old: int, new: int) -> None:
    """The lines of lists that stood for a body stand for the one that it turned out to be."""
    ImportRow.objects.filter(matched=old).update(matched=new)
