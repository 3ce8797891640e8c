"""Reports of statistics in states that the descriptions of addresses do not show, for the sweep."""

from collections.abc import Callable

from django.urls import reverse

from portal.core import clock
from portal.statistics.reports import operations
from tests.factories import statistics as make

Where = tuple[str, str] | tuple[str, str, int]


def _page(row: make.Report, kind: str, query: str = "") -> Where:
    return reverse("statistics_report", args=[row.pk]) + query, kind


def report_to_confirm() -> Where:
    """A report with a figure set by hand, as the second official sees it."""
    row = make.counted()
    operations.set_cell(cell=make.cell(row), value=12, words="两家尚未导入", by=make.maker())
    return _page(make.handed_in(make.again(row)), "leader")


def report_being_counted() -> Where:
    """A report that the worker has not counted yet."""
    return _page(make.opened(), "clerk")


def report_beside_the_year_before() -> Where:
    """Both years as bars and table."""
    year, same = clock.today().year - 1, {"title": "社会组织统计年报", "superior": "自治区民政厅"}
    found = make.Sheet.objects.filter(year=year - 1, **same).exists()
    if not found:
        make.sent(make.counted(make.sheet(year=year - 1, **same)))
    return _page(make.counted(make.sheet(superior="自治区民政厅")), "clerk", "?view=comparison")


def report_that_was_corrected() -> Where:
    """A locked report with what follows it."""
    row = make.sent()
    operations.correct(report=row, words="漏报一家", by=make.maker())
    return _page(row, "clerk")


def forms_of_the_superior_bureau() -> Where:
    """The forms from which reports are opened."""
    make.sheet()
    return reverse("statistics") + "?view=forms", "clerk"


FURTHER: dict[str, Callable[[], Where]] = {
    "report of statistics to confirm": report_to_confirm,
    "report of statistics being counted": report_being_counted,
    "report of statistics beside the year before": report_beside_the_year_before,
    "report of statistics that was corrected": report_that_was_corrected,
    "forms of statistics": forms_of_the_superior_bureau,
}
