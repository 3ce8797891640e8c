"""The days and numbers of the end of a residence, by the rows in force when its case began."""

from datetime import date, timedelta

from incubator.residence.models import Residence
from portal.core import clock, workdays
from portal.core.dated import RuleRow
from portal.law import queries as law

MOST_DAYS = 500
FOLLOW_UPS = ("exits.follow_up_first", "exits.follow_up_second", "exits.follow_up_third")


def row(residence: Residence, key: str) -> RuleRow:
    """The row of a rule for a residence: a running case keeps those of its first day."""
    opened = residence.case.opened_at if residence.case else clock.now()
    return law.rule(key, on=clock.day(opened))


def ask_by(residence: Residence) -> date:
    """The last day on which an extension may be asked for."""
    return last_day_to_ask(
        residence.ends_on, int(row(residence, "residence.extension_asked_before").value)
    )


def last_day_to_ask(ends_on: date, working_days: int) -> date:
    """The last day after which so many working days follow, up to and with the last one.

    Raises ValueError for a number of days that no rule could mean.
    """
    if not 0 <= working_days <= MOST_DAYS:
        raise ValueError(f"working_days must be 0 to {MOST_DAYS}")
    calendar, day = workdays.calendar(), ends_on
    while working_days:
        working_days -= calendar.works(day)
        day -= timedelta(days=1)
    return day


def most_months(residence: Residence) -> int:
    """The longest extension, in months."""
    return int(row(residence, "residence.extension_months").value)


def tries(residence: Residence) -> int:
    """How often a graduate is called before it counts as not reached."""
    return int(row(residence, "exits.follow_up_tries").value)


def inspection_years(residence: Residence) -> int:
    """How many years back the newest annual inspection counts."""
    return int(row(residence, "exits.inspection_back").value)


def remind_every(day: date) -> int:
    """After how many days whoever is late with handing back is reminded again."""
    return int(law.rule("exits.inventory_remind_every", on=day).value)


def follow_up_months(residence: Residence) -> list[int]:
    """After how many months a graduate is asked how it fares."""
    return [int(row(residence, key).value) for key in FOLLOW_UPS]


def last_follow_up(day: date) -> int:
    """After how many months graduates are asked for the last time, by the row of a day."""
    return int(law.rule(FOLLOW_UPS[-1], on=day).value)
