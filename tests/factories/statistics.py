"""Forms and reports of statistics in any state; in a site that tests share, one title for each."""

from typing import Any

from portal.accounts.models import User
from portal.core import clock
from portal.statistics.reports import operations, working
from portal.statistics.reports.models import Cell, Report
from portal.statistics.sheets import operations as sheets
from portal.statistics.sheets.contents import Chosen
from portal.statistics.sheets.models import Sheet
from tests import people

SUPERIOR = "鄂尔多斯市民政局"
COLUMNS = (
    Chosen("organisations_by_kind", "number", "期末数"),
    Chosen("organisations_by_kind", "new", "本年新登记"),
    Chosen("organisations_by_kind", "funds", "注册资金"),
    Chosen("grades_in_force", "number", "有效等级"),
)


def maker(body: str = "bureau") -> User:
    """Who makes the statistics of a bureau."""
    return people.person("clerk" if body == "bureau" else "other_clerk")


def checker() -> User:
    """Who confirms those of ours."""
    return people.person("leader")


def sheet(body: str = "bureau", *, columns: Any = COLUMNS, **given: Any) -> Sheet:
    """A form with columns, for the year before by default."""
    office = people.body(body)
    known = {"superior": SUPERIOR, "year": clock.today().year - 1, "period": "year"} | given
    number = Sheet.objects.count() + 1
    known.setdefault("title", f"社会组织统计年报表 {number}")
    made = sheets.add(body_id=office.pk, by=maker(body), **known)
    if columns:
        sheets.set_columns(sheet=made, columns=columns, seen=0, by=maker(body))
    return made


def opened(row: Sheet | None = None, body: str = "bureau") -> Report:
    """A report that nobody has counted yet."""
    return operations.open_report(sheet=row or sheet(body), by=maker(body))


def counted(row: Sheet | None = None, body: str = "bureau") -> Report:
    """A report that the worker has counted."""
    made = opened(row, body)
    working.count(made.pk)
    return again(made)


def handed_in(row: Report | None = None) -> Report:
    """A report of ours that waits for a second official."""
    return operations.hand_in(report=row or counted(), by=maker())


def sent(row: Report | None = None) -> Report:
    """A report of ours that was confirmed and is locked."""
    return operations.send(report=handed_in(row), by=checker())


def in_state(state: str) -> Report:
    """A report of ours in this state."""
    if state == "withdrawn":
        return operations.withdraw(report=counted(), by=maker())
    return {"counting": opened, "draft": counted, "handed_in": handed_in, "sent": sent}[state]()


def cell(row: Report, place: int = 0) -> Cell:
    """A figure of a report."""
    return Cell.objects.filter(report=row).order_by("place")[place]


def again(row: Report) -> Report:
    """The report as it stands now."""
    return Report.objects.select_related("sheet__body", "version").get(pk=row.pk)
