"""On which days a grade holds, and who has to be inspected: dates by the rules of their day."""

from datetime import date

from portal.core import workdays
from portal.law.queries import rule

YEARS, NEXT_YEAR = "record.grade_years", "record.grade_from_next_year"
WITHIN = "record.inspected_when_registered_within"


def grade_days(announced_on: date) -> tuple[date, date]:
    """The first and the last day of a grade announced on this day.

    A period in years ends on the corresponding day, which still counts (Civil Code 201, 202).
    Raises NoRuleError for a day before there were ratings.
    """
    years = rule(YEARS, on=announced_on).value
    if rule(NEXT_YEAR, on=announced_on).value:
        first = date(announced_on.year + 1, 1, 1)
        return first, date(announced_on.year + years, 12, 31)
    return announced_on, workdays.months_later(announced_on, 12 * years)


def inspected(registered_on: date, year: int) -> bool:
    """Whether an organisation registered on this day takes part in the inspection of a year."""
    if registered_on.year != year:
        return registered_on.year < year
    return registered_on.month <= rule(WITHIN, on=date(year, 12, 31)).value
