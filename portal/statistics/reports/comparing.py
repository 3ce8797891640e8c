"""A report beside that of the year before: difference and share, as table and picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from portal.core.reasons import Text
from portal.statistics.reports.reading import Counted, Heading

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure now and a year before, in words; ``share`` in per cent of before, "" without one."""

    label: Text
    now: str
    before: str
    difference: str
    share: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A column of a table in both years: its lines with their sum, and bars of both years."""

    title: str
    unit: Text
    pairs: Sequence[Pair]
    bars: Sequence[tuple[str, int]]


def compare(
    now: Sequence[Counted], before: Sequence[Counted], years: tuple[int, int]
) -> list[Compared]:
    """Every column that both reports have; lines that only one of them has count 0 in the other."""
    known = {
        (table.code, heading.code): (table, place)
        for table in before
        for place, heading in enumerate(table.columns)
    }
    return [
        _compared(table, place, heading, known[table.code, heading.code], years)
        for table in now
        for place, heading in enumerate(table.columns)
        if (table.code, heading.code) in known
    ]


def difference(now: int, before: int) -> tuple[int, str]:
    """How much more it is, and that in per cent of before with its sign; "" when before is 0."""
    more = now - before
    return more, f"{more * HUNDRED / before:+.1f} %" if before else ""


def _compared(
    table: Counted, place: int, heading: Heading, old: tuple[Counted, int], years: tuple[int, int]
) -> Compared:
    earlier, where = old
    labels = {line.key: line.label for line in (*earlier.lines, *table.lines)}
    present = {line.key: line.cells[place].value for line in table.lines}
    past = {line.key: line.cells[where].value for line in earlier.lines}
    rows = [(labels[key], present.get(key, 0), past.get(key, 0)) for key in {**present, **past}]
    total = (pgettext("statistics", "Total"), table.sums[place], earlier.sums[where])
    bars = [
        (f"{label} · {year}", int(heading.unit.number(value)))
        for label, *values in rows
        for year, value in zip(years, values, strict=True)
        if any(values)
    ]
    return Compared(
        title=f"{table.title} · {heading.title}",
        unit=heading.unit.words,
        pairs=[_pair(heading, *row) for row in (*rows, total)],
        bars=bars,
    )


def _pair(heading: Heading, label: Text, now: int, before: int) -> Pair:
    more, share = difference(now, before)
    shown = heading.unit.shown
    return Pair(label, shown(now), shown(before), ("+" if more > 0 else "") + shown(more), share)
