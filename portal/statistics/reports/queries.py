"""Reading reports, their figures, and what is known when one is opened or confirmed."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.permissions import Permission
from portal.statistics.reports.conditions import Facts
from portal.statistics.reports.enums import OPEN, ReportState
from portal.statistics.reports.models import Cell, Report
from portal.statistics.sheets import periods
from portal.statistics.sheets import queries as sheets
from portal.statistics.sheets.models import Sheet, SheetVersion

WITH = (
    "case__holder",
    "sheet__body",
    "version",
    "replaces__case",
    "made_by",
    "handed_in_by",
    "confirmed_by",
)


def visible_to(user: Anybody) -> QuerySet[Report]:
    """The reports of the bodies whose statistics a person sees, newest first."""
    held = people.bodies_where(user, Permission.STATISTICS_VIEW)
    return Report.objects.filter(sheet__body__in=held).select_related(*WITH)


def cells(report: Report) -> QuerySet[Cell]:
    """The figures of a report in their order."""
    found = Cell.objects.filter(report=report).select_related("corrected_by")
    return found.order_by("place")


def corrections(report: Report) -> QuerySet[Report]:
    """What replaced a report, the newest first."""
    found = Report.objects.filter(replaces=report).exclude(status=ReportState.WITHDRAWN)
    return found.select_related("case")


def year_before(report: Report) -> Report | None:
    """The report that was sent for the same period of the year before, its newest version."""
    sheet = report.sheet
    found = Report.objects.filter(
        sheet__body=sheet.body_id,
        sheet__superior=sheet.superior,
        sheet__period=sheet.period,
        sheet__year=sheet.year - 1,
        status=ReportState.SENT,
    )
    same = found.filter(sheet__title=sheet.title)
    return (same.order_by("-number").first()) or found.order_by("-number", "-id").first()


def opening_facts(sheet: Sheet, version: SheetVersion | None, *, correcting: bool = False) -> Facts:
    """What the conditions ask of a report that is to be opened."""
    first, last = periods.bounds(sheet.year, sheet.period)
    others = Report.objects.filter(sheet=sheet).select_related("case")
    return Facts(
        today=clock.today(),
        period_begins=first,
        period_ends=last,
        columns=sheets.columns(version),
        open_number=_first(others.filter(status__in=OPEN)),
        sent_number="" if correcting else _first(others.filter(status=ReportState.SENT)),
    )


def facts(report: Report, by: User | None) -> Facts:
    """What the conditions ask of a report on its way."""
    first, last = periods.bounds(report.sheet.year, report.sheet.period)
    counted = clock.day(report.counted_at)
    return Facts(
        today=clock.today(),
        period_begins=first,
        period_ends=last,
        counted_to=report.last if counted > last else None,
        worked_on_it=by is not None and worked_on(report, by),
    )


def worked_on(report: Report, by: User) -> bool:
    """Whether a person opened it, handed it in or corrected one of its figures."""
    if by.pk in (report.made_by_id, report.handed_in_by_id):
        return True
    return Cell.objects.filter(report=report, corrected_by=by).exists()


def _first(rows: Iterable[Report]) -> str:
    return next((str(row) for row in rows), "")
