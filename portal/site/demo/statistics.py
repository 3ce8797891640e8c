"""The yearly statistics of the bureau in the demo city: a form in use, its report counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.core import clock
from portal.statistics.reports import operations as reports
from portal.statistics.reports import working
from portal.statistics.sheets import operations, shipped

if TYPE_CHECKING:
    from portal.accounts.models import User

SUPERIOR = "鄂尔多斯市民政局"


def build(people: dict[str, User], office: int) -> None:
    """Use the form that ships for this year, and count it as far as the year has gone."""
    maker, year = people["banner_clerk"], clock.today().year
    title, columns = shipped.form()
    sheet = operations.add(
        body_id=office, superior=SUPERIOR, title=title, year=year, period="year",
        columns=columns, by=maker,
    )  # fmt: skip
    report = reports.open_report(sheet=sheet, by=maker)
    working.count(report.pk)
