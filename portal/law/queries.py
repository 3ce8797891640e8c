"""Reading the law: the row that holds, and the working calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from portal.core.dated import RuleRow
from portal.core.workdays import TableCalendar
from portal.law import shipped, snapshots
from portal.law.models import RuleOverride, WorkDay, WorkYear

WEEKEND = 5


class NoRuleError(LookupError):
    """No row of this key holds on this day; the text names both."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off in a row with at least one weekday among them, and their occasion."""

    first: date
    last: date
    occasion: str

    @property
    def days(self) -> int:
        """How many days off in a row."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class YearView:
    """A year of the calendar as it is counted, and whether that is certain."""

    year: int
    confirmed: bool
    source: str
    working_days: int
    holidays: tuple[Holiday, ...]
    worked_weekends: tuple[date, ...]


def rule(key: str, *, on: date) -> RuleRow:
    """The row of a key that holds on a day; an authority's override wins. Raises NoRuleError."""
    return _held(key, on, snapshots.current().overrides)


def rules(keys: Iterable[str], *, on: date) -> list[RuleRow]:
    """The rows of several keys that hold on a day, in their order, asked for at once.

    Raises NoRuleError.
    """
    overrides = snapshots.current().overrides
    return [_held(key, on, overrides) for key in keys]


def _held(key: str, on: date, overrides: Iterable[RuleRow]) -> RuleRow:
    local = (row for row in overrides if row.key == key)
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


def override(pk: int) -> RuleOverride | None:
    """A local row, or None."""
    return RuleOverride.objects.filter(pk=pk).first()


def overrides() -> list[RuleOverride]:
    """All local rows, by key, newest first."""
    return list(RuleOverride.objects.all())


def calendar() -> TableCalendar:
    """The working calendar; ``portal.core.workdays`` counts by it."""
    return snapshots.current().calendar


def years() -> list[WorkYear]:
    """The years of the calendar and the one after, newest first."""
    known = list(WorkYear.objects.all())
    return [WorkYear(year=known[0].year + 1), *known] if known and known[0].confirmed else known


def year_view(number: int) -> YearView | None:
    """A year among ``years()`` with its holidays in order, or None."""
    row = next((found for found in years() if found.year == number), None)
    if row is None:
        return None
    known, days = calendar(), days_of(number)
    notes = dict(WorkDay.objects.filter(day__year=number).values_list("day", "note"))
    runs = [list(run) for works, run in groupby(days, key=known.works) if not works]
    return YearView(
        number,
        row.confirmed,
        row.source,
        sum(map(known.works, days)),
        tuple(
            Holiday(run[0], run[-1], next((notes[day] for day in run if notes.get(day)), ""))
            for run in runs
            if any(day.weekday() < WEEKEND for day in run)
        ),
        tuple(day for day in days if day.weekday() >= WEEKEND and known.works(day)),
    )


def days_of(number: int) -> list[date]:
    """Every day of a year."""
    first, after = date(number, 1, 1), date(number + 1, 1, 1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def special_days(number: int) -> list[WorkDay]:
    """The days of a year that were entered, in order."""
    return list(WorkDay.objects.filter(day__year=number))


def holidays_entered(number: int) -> int:
    """How many weekdays more than working days a year has: the holidays that the table gives."""
    days = days_of(number)
    exceptions = dict(WorkDay.objects.filter(day__year=number).values_list("day", "works"))
    weekdays = sum(day.weekday() < WEEKEND for day in days)
    return weekdays - sum(exceptions.get(day, day.weekday() < WEEKEND) for day in days)


def _local(key: str) -> tuple[RuleRow, ...]:
    return tuple(row for row in snapshots.current().overrides if row.key == key)
