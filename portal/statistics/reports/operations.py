"""Opening reports, correcting figures by hand, handing in, confirming, correcting what was sent.

One official makes a report (STATISTICS_EDIT), somebody else confirms it (STATISTICS_CONFIRM); then
it is locked, here and in the database.
"""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, collect, refuse_if_blocked
from portal.permissions import Permission
from portal.statistics.reports import conditions, queries, telling
from portal.statistics.reports.enums import ReportState
from portal.statistics.reports.models import Cell, Report
from portal.statistics.sheets import contents, periods
from portal.statistics.sheets import queries as sheets
from portal.statistics.sheets.models import Sheet, SheetVersion
from portal.statistics.sheets.operations import may_edit
from portal.workflow import engine

MOST = 10**15


def open_report(*, sheet: Sheet, by: User) -> Report:
    """Open the report of a form; the worker counts it.

    Raises Refused with every reason: ``not_permitted``, ``form_empty``, ``column_unknown``,
    ``period_to_come``, ``report_open``, ``report_sent``.
    """
    may_edit(by, sheet.body_id)
    version = sheets.newest(sheet)
    known = queries.opening_facts(sheet, version)
    refuse_if_blocked(collect(conditions.OPEN_ONE, known))
    row = Report(sheet=sheet, made_by=by, **_counting(sheet, version))
    return _opened(row, by)


@transaction.atomic
def correct(*, report: Report, words: str, by: User) -> Report:
    """Follow a report that was sent by a correction, which begins with the figures that were sent.

    The old one stays as it was. Raises Refused with every reason: ``not_permitted``,
    ``not_possible_now``, ``words_missing``, ``report_open``, ``column_unknown``.
    """
    may_edit(by, report.sheet.body_id)
    reasons = list(
        collect(
            conditions.CORRECT,
            queries.opening_facts(report.sheet, report.version, correcting=True),
        )
    )
    if report.status != ReportState.SENT or queries.corrections(report).exists():
        reasons.append(
            Reason("not_possible_now", _("Only the newest report that was sent is corrected."))
        )
    if not words.strip():
        reasons.append(_words_missing())
    refuse_if_blocked(reasons)
    row = Report(
        sheet=report.sheet,
        version=report.version,
        number=report.number + 1,
        replaces=report,
        reason=words.strip()[:300],
        made_by=by,
        **{
            name: getattr(report, name)
            for name in ("first", "last", "counted_at", "heads", "total", "done")
        },
    )
    made = _opened(row, by)
    Cell.objects.bulk_create(_copies(report, made), batch_size=500)
    return engine.advance(made, "counted", by=None)


@transaction.atomic
def recount(*, report: Report, by: User) -> Report:
    """Let a report be counted anew up to today; what was set by hand stays.

    Also after counting broke off. Raises Refused: ``not_permitted``, ``not_possible_now``,
    ``column_unknown``.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    broken = locked.status == ReportState.COUNTING and locked.failed
    if broken:
        may_edit(by, locked.sheet.body_id)
    facts = queries.opening_facts(locked.sheet, locked.version)
    refuse_if_blocked(collect((conditions.form_complete,), facts))
    if not broken:
        locked = engine.advance(locked, "recount", by=by, facts=lambda row: queries.facts(row, by))
    for name, value in _counting(locked.sheet, locked.version).items():
        setattr(locked, name, value)
    locked.failed = False
    locked.save(update_fields=["first", "last", "counted_at", "heads", "total", "done", "failed"])
    if broken:
        _noted(locked, "statistics.counting_again", by, {})
    return locked


@transaction.atomic
def set_cell(*, cell: Cell, value: int | None, words: str, by: User) -> Cell:
    """Set a figure by hand, with the reason; both values stay. None takes it back.

    ``value`` is whole (fen, minutes). Raises Refused with every reason: ``not_permitted``,
    ``not_possible_now``, ``words_missing``, ``value_far``.
    """
    report = Report.objects.select_for_update(of=("self",)).get(pk=cell.report_id)
    may_edit(by, report.sheet.body_id)
    reasons = []
    if report.status != ReportState.DRAFT:
        reasons.append(
            Reason(
                "not_possible_now",
                _("Figures are set by hand only while the report is looked through."),
                _("If it was sent already, make a correction of it."),
            )
        )
    if value is not None and not 0 <= value <= MOST:
        reasons.append(Reason("value_far", _("The figure is too large or below 0.")))
    if value is not None and not words.strip():
        reasons.append(_words_missing())
    refuse_if_blocked(reasons)
    row = Cell.objects.select_for_update(of=("self",)).get(pk=cell.pk)
    before, back = row.value, value is None
    row.corrected, row.note = value, "" if back else words.strip()[:300]
    row.corrected_by, row.corrected_at = (None, None) if back else (by, clock.now())
    row.save(update_fields=["corrected", "note", "corrected_by", "corrected_at"])
    data = {"cell": str(row), "before": before, "after": row.value, "note": row.note}
    _noted(report, "statistics.figure_set", by, data)
    return row


@transaction.atomic
def hand_in(*, report: Report, by: User) -> Report:
    """Hand a report in to be confirmed; those who may are told.

    Raises Refused: ``not_permitted``, ``not_possible_now``, ``counted_early``.
    """
    done = _advanced(report, "hand_in", by)
    done.handed_in_by = by
    done.save(update_fields=["handed_in_by"])
    telling.handed_in(done)
    return done


@transaction.atomic
def send(*, report: Report, by: User) -> Report:
    """Confirm a report of somebody else's: it is sent and locked.

    Raises Refused with every reason: ``not_permitted``, ``not_possible_now``, ``four_eyes``,
    ``counted_early``.
    """
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    able = any(step.action == "send" for step in engine.possible(locked, by))
    if able and not collect(conditions.SEND, queries.facts(locked, by)):
        locked.confirmed_by, locked.sent_at = by, clock.now()
        locked.save(update_fields=["confirmed_by", "sent_at"])
    done = _advanced(locked, "send", by)
    telling.decided(done, "send")
    return done


@transaction.atomic
def send_back(*, report: Report, words: str, by: User) -> Report:
    """Give a report back to be mended, with the reason.

    Raises Refused: ``words_missing``, ``four_eyes``, ``not_permitted``, ``not_possible_now``.
    """
    done = _advanced(report, "send_back", by, words)
    telling.decided(done, "send_back")
    return done


@transaction.atomic
def withdraw(*, report: Report, by: User) -> Report:
    """Give up a report that was not handed in."""
    return _advanced(report, "withdraw", by)


def _advanced(report: Report, action: str, by: User, words: str = "") -> Report:
    return engine.advance(
        report, action, by=by, facts=lambda row: queries.facts(row, by), note=words
    )


def _counting(sheet: Sheet, version: SheetVersion | None) -> dict[str, Any]:
    """The fields of a report that is to be counted now."""
    first, last = periods.bounds(sheet.year, sheet.period)
    with translation.override(settings.LANGUAGE_CODE):
        heads = [_stored(head) for head in contents.heads(sheets.columns(version))]
    return {
        "version": version,
        "first": first,
        "last": min(last, clock.today()),
        "counted_at": clock.now(),
        "heads": heads,
        "total": len(heads),
        "done": 0,
    }


def _stored(head: contents.Head) -> dict[str, Any]:
    columns = [
        {"code": one.column, "title": one.title, "unit": unit}
        for one, unit in zip(head.columns, head.units, strict=True)
    ]
    return {"table": head.table, "title": head.title, "head": head.head, "columns": columns}


def _opened(row: Report, by: User) -> Report:
    body = row.sheet.body
    opening = engine.Opening(applicant=body.name, holder_id=body.pk, body_id=body.pk)
    data = {"year": row.sheet.year, "version": row.version.number, "number": row.number}
    try:
        with transaction.atomic():
            return engine.open_case(row, opening, by=by, data=data)[0]
    except IntegrityError:
        facts = queries.opening_facts(row.sheet, row.version)
        refuse_if_blocked(collect((conditions.alone,), facts))
        raise


def _copies(old: Report, new: Report) -> list[Cell]:
    found = []
    for cell in queries.cells(old):
        cell.pk, cell.report = None, new
        cell._state.adding = True
        found.append(cell)
    return found


def _words_missing() -> Reason:
    return Reason("words_missing", _("The reason is missing."), _("Say why, in a few words."))


def _noted(report: Report, action: str, by: User, data: dict[str, Any]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"{report._meta.label_lower}:{report.pk}",
        case=str(report),
        data=data,
        post=people.post_in(by, Permission.STATISTICS_EDIT, report.sheet.body_id),
    )
