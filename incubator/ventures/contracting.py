"""The contract: signed by the organisation, countersigned by the office, its money reserved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.ventures import acts, letters, queries, reckoning
from incubator.ventures.enums import ProjectState
from incubator.ventures.models import VentureInstalment, VentureProject
from incubator.ventures.operations import lock_call, locked, refuse_unless, step
from incubator.ventures.slots import CONTRACT
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Reason, Refused, collect
from portal.files import operations as files
from portal.ledger.budgets import queries as budgets
from portal.ledger.postings import operations as ledger
from portal.organisations.lineage import operations as lineage
from portal.payments.orders import queries as orders

if TYPE_CHECKING:
    from portal.files.models import StoredFile
    from portal.ledger.budgets.models import Line

State = ProjectState


def sign(*, project: VentureProject, upload: File[Any] | None, by: User) -> VentureProject:
    """Hand in the scan of the contract with the organisation's signature and stamp.

    Raises Refused: every reason against the file, ``scan_missing``, ``not_possible_now``,
    ``not_permitted``.
    """
    refuse_unless(queries.may_apply(by, project.organisation_id))
    stored = _keep(project, upload, by)
    with transaction.atomic():
        row = locked(project)
        if stored is not None and row.status == State.CONTRACT:
            row.own_scan = stored
            row.save(update_fields=["own_scan"])
        return step(row, "sign", by=by)


@transaction.atomic
def return_contract(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Send the scan back with what is wrong. Raises Refused: ``not_permitted``,
    ``not_possible_now``, ``own_case``, ``words_missing``."""
    row = step(locked(project), "return_contract", by=by, words=words)
    row.own_scan = None
    row.save(update_fields=["own_scan"])
    return row


def countersign(*, project: VentureProject, upload: File[Any] | None, by: User) -> VentureProject:
    """Keep the contract with both stamps, reserve the whole amount, open the first instalment.

    Raises Refused with every reason: the file's, ``not_permitted``, ``not_possible_now``,
    ``own_case``, ``scan_missing``, ``account_missing``, ``lists_unknown``, ``double_funding``,
    ``struck_off``, ``no_line``, ``short`` (the line has not enough; nothing is done then).
    """
    refuse_unless(people.may(by, queries.APPROVE, body=project.call.office_id))
    stored = _keep(project, upload, by)
    with transaction.atomic():
        lineage.hold(project.organisation_id)
        call, row = lock_call(project.call_id), locked(project)
        if row.status == State.SIGNED:
            row.both_scan = stored
            row.commitment = _committed(row, call.line, by)
            row.save(update_fields=["both_scan", "commitment"])
            _divide(row)
        return step(row, "countersign", by=by)


@transaction.atomic
def end_early(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Terminate a contract; the rest of the money is free again, and a statement is wanted.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``,
    ``payment_under_way``.
    """
    row = step(locked(project), "fail", by=by, words=words)
    row.failed = True
    row.save(update_fields=["failed"])
    row.instalments.filter(paid_on=None).update(dropped=True)
    release_rest(row, "ended", by)
    letters.termination(row, words, by=by)
    return row


def release_rest(row: VentureProject, why: str, by: User) -> None:
    """Give back to the line what of the reserved money is neither paid nor ordered."""
    held = row.commitment
    left = orders.left(held) if held is not None else 0
    if held is not None and left > 0:
        ledger.release(commitment=held, fen=left, basis=f"{row.basis}:{why}", by=by)


def line_today(line: Line | None) -> Line | None:
    """The line that pays this year: the call's own, or that of the same source and code."""
    if line is None or line.budget.year == clock.today().year:
        return line
    year = clock.today().year
    return budgets.line_of(line.budget.body_id, year, line.source, line.code)


def _committed(row: VentureProject, line: Line | None, by: User) -> Any:
    found = line_today(line)
    words = f"{row.call.title} {row.organisation.body.name} {row}"
    try:
        if found is None:
            raise Refused(_no_line())
        return ledger.commit(line=found, fen=row.asked or 0, basis=row.basis, words=words, by=by)
    except Refused as refusal:
        others = collect(acts.COUNTERSIGN, queries.facts(row, by))
        raise Refused(*refusal.reasons, *others) from None


def _no_line() -> Reason:
    return Reason(
        "no_line",
        _("This year's budget has no line for the call."),
        _("Have the line approved first."),
    )


def _divide(row: VentureProject) -> None:
    """Make the instalments by the rows of today; only the first may be asked for."""
    parts = reckoning.instalments(row.asked or 0, queries.shares())
    VentureInstalment.objects.bulk_create(
        VentureInstalment(
            project=row,
            number=place,
            fen=fen,
            opened_on=clock.today() if place == 1 else None,
        )
        for place, fen in enumerate(parts, start=1)
        if fen
    )


def _keep(project: VentureProject, upload: File[Any] | None, by: User) -> StoredFile | None:
    if upload is None:
        return None
    owner = files.Owner(body=project.organisation_id, user=by.pk)
    return files.store(upload=upload, slot=CONTRACT, owner=owner, by=by, case=str(project))
