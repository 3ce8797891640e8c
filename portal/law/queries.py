"""Reading the law: the row that holds, and the working calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.dated import RuleRow
from portal.core.workdays import TableCalendar
from portal.law import shipped, snapshots
from portal.law.models import RuleOverride, WorkDay, WorkYear


class NoRuleError(LookupError):
    """No row of this key holds on this day; the text names both."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day for the page of the calendar: whether offices work, and the occasion."""

    day: date
    works: bool
    note: str = ""

    @property
    def is_special(self) -> bool:
        """Whether weekday and weekend alone would tell it wrongly."""
        return self.works != (self.day.weekday() < 5)


def rule(key: str, *, on: date) -> RuleRow:
    """The row of a key that holds on a day; an authority's override wins. Raises NoRuleError."""
    local = (row for row in snapshots.current().overrides if row.key == key)
    for rows in (local, shipped.by_key().get(key, ())):
        for row in rows:
            if row.in_force(on):
                return row
    raise NoRuleError(f"No row of {key} holds on {on}.")


def rules_in_force(*, on: date) -> list[RuleRow]:
    """One row for each key that holds on a day, in the order of the files."""
    held = []
    for key, rows in shipped.by_key().items():
        if any(row.in_force(on) for row in (*rows, *_local(key))):
            held.append(rule(key, on=on))
    return held


def rows_of(key: str) -> tuple[RuleRow, ...]:
    """Every row of a key, the shipped and the local ones, newest first; empty when unknown."""
    rows: Iterable[RuleRow] = (*shipped.by_key().get(key, ()), *_local(key))
    return tuple(sorted(rows, key=lambda row: row.effective_from, reverse=True))


def overrides() -> list[RuleOverride]:
    """All overrides, by key, newest first."""
    return list(RuleOverride.objects.all())


def calendar() -> TableCalendar:
    """The working calendar; ``portal.core.workdays`` counts by it."""
    return snapshots.current().calendar


def years() -> list[WorkYear]:
    """The years of the calendar and the one after, newest first."""
    known = list(WorkYear.objects.all())
    return [WorkYear(year=known[0].year + 1), *known] if known and known[0].confirmed else known


def year(number: int) -> WorkYear | None:
    """A year among ``years()``, or None."""
    return next((found for found in years() if found.year == number), None)


def months(number: int) -> list[list[CalendarDay]]:
    """The twelve months of a year, day by day, as they are counted."""
    known, notes = calendar(), _notes(number)
    year_of_days: list[list[CalendarDay]] = [[] for _ in range(12)]
    day = date(number, 1, 1)
    while day.year == number:
        found = CalendarDay(day, known.works(day), notes.get(day, ""))
        year_of_days[day.month - 1].append(found)
        day += timedelta(days=1)
    return year_of_days


def special_days(number: int) -> list[WorkDay]:
    """The days of a year that were entered, in order."""
    return list(WorkDay.objects.filter(day__year=number))


def holidays_entered(number: int) -> int:
    """How many weekdays more than working days a year has: the holidays that the table gives."""
    first, after = date(number, 1, 1), date(number + 1, 1, 1)
    days = [first + timedelta(days=n) for n in range((after - first).days)]
    exceptions = dict(WorkDay.objects.filter(day__year=number).values_list("day", "works"))
    weekdays = sum(day.weekday() < 5 for day in days)
    return weekdays - sum(exceptions.get(day, day.weekday() < 5) for day in days)


def _notes(number: int) -> dict[date, str]:
    return dict(WorkDay.objects.filter(day__year=number).values_list("day", "note"))


def _local(key: str) -> tuple[RuleRow, ...]:
    return tuple(row for row in snapshots.current().overrides if row.key == key)
