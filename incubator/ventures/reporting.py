"""Reports and their evaluation, the final statement, and unspent money that comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.ventures import contracting, paying, queries
from incubator.ventures.enums import ProjectState, ReportKind, Verdict
from incubator.ventures.models import VentureProject, VentureReport, VentureReturn
from incubator.ventures.operations import locked, refuse_unless, step
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, money
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from portal.ledger.postings import operations as ledger
from portal.payments.banking import incoming
from portal.payments.orders.entered import clean_number
from portal.permissions import Permission

State = ProjectState
MAKE, CHECK = Permission.PAYMENT_MAKE, Permission.PAYMENT_CHECK
KINDS = {
    State.RUNNING: ReportKind.MID, State.MID_MEND: ReportKind.MID,
    State.MID_REPORT: ReportKind.MID,
    State.SECOND: ReportKind.FINAL, State.FINAL_MEND: ReportKind.FINAL,
    State.FINAL_REPORT: ReportKind.FINAL,
    State.SETTLING: ReportKind.STATEMENT, State.STATED: ReportKind.STATEMENT,
}  # fmt: skip
OPENS = {ReportKind.MID: 2, ReportKind.FINAL: 3}
"""The instalment that a passed evaluation opens."""


@transaction.atomic
def file(
    *, project: VentureProject, done: str, reached: int, spending: Sequence[int], by: User
) -> VentureProject:
    """Hand in the report that is due now: mid-term, final, or the final statement.

    ``spending`` names the fen spent on each line of the budget, all of the grant's money so far.
    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``,
    ``instalment_open``, ``done_missing``, ``spending_missing``, ``above_paid``.
    """
    row = locked(project)
    kind = KINDS.get(ProjectState(row.status), ReportKind.MID)
    report = VentureReport.objects.filter(project=row, kind=kind).first()
    report = report or VentureReport(project=row, kind=kind)
    report.done, report.reached, report.spending = done.strip(), reached, list(spending)
    report.filed_at, report.filed_by = clock.now(), by
    report.verdict, report.judged_at, report.judged_by = "", None, None
    action = "state" if kind == ReportKind.STATEMENT else "report"
    data = {"kind": str(kind), "spending": report.spending, "reached": reached}
    filed = step(row, action, by=by, report=report, data=data)
    report.save()
    return filed


@transaction.atomic
def pass_(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Pass the evaluation of the report that lies here; the next instalment opens.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``.
    """
    row = locked(project)
    kind = KINDS.get(ProjectState(row.status), ReportKind.MID)
    done = step(row, "pass", by=by, words=words)
    _judge(done, kind, Verdict.PASS, words, by)
    paying.open_next(done, OPENS[kind])
    return done


@transaction.atomic
def send_back(*, project: VentureProject, words: str, by: User) -> VentureProject:
    """Send the report back to be mended, once; a statement as often as it is wrong.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``, ``words_missing``,
    ``mended_before``.
    """
    row = locked(project)
    kind = KINDS.get(ProjectState(row.status), ReportKind.MID)
    action = "return_statement" if kind == ReportKind.STATEMENT else "mend"
    done = step(row, action, by=by, words=words)
    _judge(done, kind, Verdict.MEND, words, by, mended=True)
    return done


@transaction.atomic
def accept(*, project: VentureProject, by: User) -> VentureProject:
    """Accept the final statement; with nothing unspent the case closes at once.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``own_case``.
    """
    row = step(locked(project), "accept", by=by)
    report = _judge(row, ReportKind.STATEMENT, Verdict.PASS, "", by)
    row.spent = report.spent
    row.save(update_fields=["spent"])
    contracting.release_rest(row, "settled", by)
    return _finished(row)


@transaction.atomic
def enter_return(
    *, project: VentureProject, number: str, fen: int, received_on: date, by: User
) -> VentureReturn:
    """Enter unspent money that came back, by the number of the bank's receipt; another confirms.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``,
    ``number_missing``, ``more_than_owed``, ``day_to_come``, ``number_used``.
    """
    row = locked(project)
    refuse_unless(people.may(by, MAKE, body=row.call.office_id))
    cleaned = clean_number(number)
    waiting = sum(one.fen for one in row.returns.filter(confirmed_at=None))
    refuse_if_blocked(_against(row, cleaned, fen + waiting, received_on))
    incoming.count_once(payer=row.call.office_id, number=cleaned, basis=f"venture:{row.pk}")
    made = VentureReturn.objects.create(
        project=row,
        fen=fen,
        number=cleaned,
        received_on=received_on,
        entered_at=clock.now(),
        entered_by=by,
    )
    _record("return_entered", row, made, by, MAKE)
    return made


@transaction.atomic
def confirm_return(*, money_back: VentureReturn, by: User) -> VentureProject:
    """Confirm, as a second person, that it is on the account; it goes back to its line.

    The last one closes the case. Raises Refused: ``not_permitted``, ``own_entry``,
    ``not_possible_now``.
    """
    row = locked(money_back.project)
    refuse_unless(people.may(by, CHECK, body=row.call.office_id))
    one = VentureReturn.objects.select_for_update().get(pk=money_back.pk)
    if one.confirmed_at is not None or row.status != State.RETURNING or row.commitment is None:
        raise Refused(Reason("not_possible_now", _("It has been confirmed already.")))
    if one.entered_by_id == by.pk:
        raise Refused(Reason("own_entry", _("You entered it, so another person confirms it.")))
    one.confirmed_at, one.confirmed_by = clock.now(), by
    one.save(update_fields=["confirmed_at", "confirmed_by"])
    basis = f"ventures.project:{row.pk}:back:{one.pk}"
    ledger.take_back(commitment=row.commitment, fen=one.fen, basis=basis, by=by)
    ledger.release(commitment=row.commitment, fen=one.fen, basis=basis, by=by)
    _record("return_confirmed", row, one, by, CHECK)
    return _finished(locked(row))


def _finished(row: VentureProject) -> VentureProject:
    """Close a case of which nothing is owed any more."""
    if queries.owed(row):
        return row
    return step(row, "terminate" if row.failed else "close", by=None)


def _judge(
    row: VentureProject, kind: str, verdict: Verdict, words: str, by: User, *, mended: bool = False
) -> VentureReport:
    report = VentureReport.objects.select_for_update().get(project=row, kind=kind)
    report.verdict, report.words = verdict, words.strip()
    report.judged_at, report.judged_by = clock.now(), by
    report.mended = report.mended or mended
    report.save()
    return report


def _against(row: VentureProject, number: str, fen: int, on: date) -> list[Reason]:
    owed = queries.owed(row)
    found = []
    if row.status != State.RETURNING:
        found.append(Reason("not_possible_now", _("Nothing is to be returned at the moment.")))
    if not number:
        found.append(
            Reason("number_missing", _("The number of the bank receipt is missing."),
                   _("Enter the number that the bank gave."))
        )  # fmt: skip
    if fen > owed:
        found.append(
            Reason(
                "more_than_owed",
                _("That is more than is owed: %(owed)s yuan are open."),
                _("Correct the amount."),
                params={"owed": money.yuan(owed)},
            )
        )
    if on > clock.today():
        found.append(Reason("day_to_come", _("This day has not come yet."), _("Correct the day.")))
    return found


def _record(
    act: str, row: VentureProject, one: VentureReturn, by: User, permission: Permission
) -> None:
    audit.record(
        f"ventures.{act}",
        by=by,
        subject=f"incubator.ventureproject:{row.pk}",
        case=str(row),
        data={"number": one.number, "fen": one.fen, "on": str(one.received_on)},
        post=people.post_in(by, permission, row.call.office_id),
    )
