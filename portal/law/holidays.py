"""The holidays that ship: those of the years whose official notices the library knows.

They come with ``migrate``. A year that exists here is never touched again: from then on it is
the operator's.
"""

import secrets
from collections.abc import Iterator
from datetime import date
from typing import Any

import chinese_calendar
from chinese_calendar import constants

FIRST_YEAR = 2010
SOURCE = "国务院办公厅关于{year}年部分节假日安排的通知"
MAKE_UP = "调休上班"


def known_years() -> range:
    """The years whose notices are known in full, from the first that the portal needs."""
    return range(FIRST_YEAR, max(constants.holidays).year + 1)


def exceptions(year: int) -> Iterator[tuple[date, bool, str]]:
    """The days of a year on which weekday and weekend do not tell: day, works, occasion."""
    for day in constants.holidays:
        if day.year == year and day.weekday() < 5:
            yield day, False, _occasion(day)
    for day in constants.workdays:
        if day.year == year and day.weekday() >= 5:
            yield day, True, MAKE_UP


def seed(**_: Any) -> None:
    """Add the known years that are not there yet, confirmed, with their days."""
    from portal.law.models import LawState, WorkDay, WorkYear

    LawState.objects.get_or_create(pk=1, defaults={"token": secrets.token_hex(8)})
    known = set(WorkYear.objects.values_list("year", flat=True))
    missing = [year for year in known_years() if year not in known]
    WorkYear.objects.bulk_create(
        WorkYear(year=year, confirmed=True, source=SOURCE.format(year=year)) for year in missing
    )
    WorkDay.objects.bulk_create(
        (
            WorkDay(day=day, works=works, note=note)
            for year in missing
            for day, works, note in exceptions(year)
        ),
        ignore_conflicts=True,
    )
    if missing:
        LawState.objects.update(token=secrets.token_hex(8))


def _occasion(day: date) -> str:
    _is_holiday, name = chinese_calendar.get_holiday_detail(day)
    return next((h.chinese for h in chinese_calendar.Holiday if h.value == name), name or "")
