"""The first and the last day of a period."""

from datetime import date, timedelta

from portal.core import workdays
from portal.statistics.sheets.enums import QUARTERS, Period

MONTHS = 3
FIRST_YEAR, YEARS_AHEAD = 2010, 1


def bounds(year: int, period: str) -> tuple[date, date]:
    """Both days, included. ValueError for an unknown period or a year that no calendar has."""
    if period == Period.YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, QUARTERS.index(Period(period)) * MONTHS + 1, 1)
    return first, workdays.months_later(first, MONTHS) - timedelta(days=1)


def years(today: date) -> tuple[int, int]:
    """The first and the last year for which a form is made."""
    return FIRST_YEAR, today.year + YEARS_AHEAD
