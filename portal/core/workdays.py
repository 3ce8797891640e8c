"""Working days and time limits.

The first day is not counted (Civil Code 201). A limit in calendar days that ends on a day off
rolls to the next working day (203). Days are days of Asia/Shanghai: a date-time counts as its
date there, one without offset is taken as Shanghai time.

Until when the last day lasts: the portal takes acts round the clock, so its last day lasts until
24:00 (Civil Code 203); ``due_at`` is that moment and decides. Offices close at 17:30, which
``office_closes_at`` gives for display only: who is told to come to a counter must know it.

The calendar itself is a table of another app, which installs it here with ``use``. Working days
that follow a notice not yet published are counted by weekends and the statutory dates that are
fixed, and the answer says that it is provisional.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Protocol

from portal.core import clock
from portal.core.clock import SHANGHAI

DAY = timedelta(days=1)
OFFICE_CLOSES = time(17, 30)
FIXED = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Calendar(Protocol):
    """What the counting needs to know of a calendar."""

    def works(self, day: date) -> bool: ...

    def is_confirmed(self, year: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class TableCalendar:
    """A calendar from a table of exceptions.

    ``exceptions`` says of days whether work is done, where weekday and weekend do not tell;
    ``confirmed`` are the years whose official notice has been entered.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    confirmed: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        """Whether offices work on a day."""
        if day in self.exceptions:
            return self.exceptions[day]
        is_fixed = (day.month, day.day) in FIXED and not self.is_confirmed(day.year)
        return day.weekday() < 5 and not is_fixed

    def is_confirmed(self, year: int) -> bool:
        """Whether the official notice for a year has been entered."""
        return year in self.confirmed


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a time limit; provisional when it touches an unconfirmed year."""

    last_day: date
    provisional: bool


_source: Callable[[], Calendar] = TableCalendar


def use(source: Callable[[], Calendar]) -> None:
    """Install where the calendar comes from; it is asked at every counting."""
    global _source
    _source = source


def calendar() -> Calendar:
    """The calendar in force. Ask once and hand it on when many limits are counted."""
    return _source()


def deadline(
    start: date | datetime, length: int, unit: str, *, calendar: Calendar | None = None
) -> Deadline:
    """The last day of ``length`` working days ("wd"), calendar days ("cd") or months after it.

    Civil Code 200–203. Raises ValueError for another unit or a negative length.
    """
    if length < 0:
        raise ValueError("A time limit cannot be negative.")
    known, first = calendar or _source(), clock.day(start)
    if unit == "wd":
        last = _after(first, length, known)
    elif unit == "cd":
        last = next_working_day(first + length * DAY, calendar=known)
    elif unit == "months":
        last = next_working_day(months_later(first, length), calendar=known)
    else:
        raise ValueError(f"The unit must be wd, cd or months, not {unit!r}.")
    counted = range(min(first + DAY, last).year, last.year + 1)
    return Deadline(last, not all(known.is_confirmed(year) for year in counted))


def add_working_days(
    start: date | datetime, n: int, *, calendar: Calendar | None = None
) -> Deadline:
    """The ``n``-th working day after ``start``; with 0, ``start`` or the next working day."""
    return deadline(start, n, "wd", calendar=calendar)


def next_working_day(day: date, *, calendar: Calendar | None = None) -> date:
    """The day itself when offices work on it, else the first day after on which they do."""
    known = calendar or _source()
    while not known.works(day):
        day += DAY
    return day


def working_days_left(until: date, today: date, *, calendar: Calendar | None = None) -> int:
    """Working days after ``today`` up to and with ``until``.

    0 on the last day itself. Late: negative, the working days since ``until``, at least one, so
    that a limit missed on a Friday is late on Saturday.
    """
    known = calendar or _source()
    if today <= until:
        return _between(today, until, known)
    return -max(1, _between(until, today, known))


def months_later(day: date, months: int) -> date:
    """The corresponding day, or the month's last day where there is none (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_at(last_day: date) -> datetime:
    """The last moment of the last day, 24:00 less a microsecond: later is too late."""
    return datetime.combine(last_day, time.max, SHANGHAI)


def office_closes_at(last_day: date) -> datetime:
    """When the offices close on a day; for display only."""
    return datetime.combine(last_day, OFFICE_CLOSES, SHANGHAI)


def _after(day: date, n: int, known: Calendar) -> date:
    for _ in range(n):
        day = next_working_day(day + DAY, calendar=known)
    return next_working_day(day, calendar=known)


def _between(start: date, end: date, known: Calendar) -> int:
    days = (start + offset * DAY for offset in range(1, (end - start).days + 1))
    return sum(known.works(day) for day in days)
