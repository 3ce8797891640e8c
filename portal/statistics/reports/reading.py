"""A report put together: its tables with lines, figures, sums and notes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.core.reasons import Text
from portal.statistics.reports.models import Cell, Report
from portal.statistics.tables import registry
from portal.statistics.tables.units import Unit, unit


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a report: its code, its title in the form, its unit."""

    code: str
    title: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as its page shows it."""

    pk: int
    title: str
    words: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What was set by hand, in words."""

    line: Text
    column: str
    figure: str
    was: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a figure for each column of its table."""

    key: str
    label: Text
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Counted:
    """A table of a report; ``sums`` are those of its columns, whole."""

    code: str
    title: str
    head: str
    columns: Sequence[Heading]
    lines: Sequence[Line]
    sums: Sequence[int]

    @property
    def notes(self) -> list[tuple[Heading, Line, Cell]]:
        """The figures that were set by hand."""
        return [
            (heading, line, cell)
            for line in self.lines
            for heading, cell in zip(self.columns, line.cells, strict=True)
            if cell.corrected is not None
        ]

    @property
    def shown(self) -> list[tuple[Text, list[Shown]]]:
        """The lines as the page shows them."""
        return [(line.label, list(map(_shown, self.columns, line.cells))) for line in self.lines]

    @property
    def totals(self) -> list[Shown]:
        """The sums as the page shows them."""
        pairs = zip(self.columns, self.sums, strict=True)
        return [Shown(0, column.title, column.unit.shown(total)) for column, total in pairs]

    @property
    def remarks(self) -> list[Remark]:
        """The notes as the page shows them."""
        return [_remark(*note) for note in self.notes]


def tables(report: Report, cells: Iterable[Cell]) -> list[Counted]:
    """The tables of a report that are counted; no query."""
    by_table: dict[str, dict[str, dict[str, Cell]]] = {}
    for cell in cells:
        lines = by_table.setdefault(cell.table, {})
        lines.setdefault(cell.key, {})[cell.column] = cell
    return [_counted(head, by_table.get(head["table"], {})) for head in report.heads[: report.done]]


def _counted(head: Mapping[str, Any], found: Mapping[str, Mapping[str, Cell]]) -> Counted:
    columns = [Heading(one["code"], one["title"], unit(one["unit"])) for one in head["columns"]]
    words = _words(head["table"])
    lines = []
    for key, known in found.items():
        cells = [known[one.code] for one in columns]
        lines.append(Line(key, words.get(key, cells[0].label), cells))
    sums = [sum(line.cells[place].value for line in lines) for place in range(len(columns))]
    return Counted(head["table"], head["title"], head["head"], columns, lines, sums)


def _words(code: str) -> Mapping[str, Text]:
    """Words of the lines that always stand, in the reader's language."""
    table = registry.table(code)
    return dict(table.parts) if table else {}


def _shown(column: Heading, cell: Cell) -> Shown:
    by_hand = cell.corrected is not None
    return Shown(cell.pk, column.title, column.unit.shown(cell.value), by_hand)


def _remark(column: Heading, line: Line, cell: Cell) -> Remark:
    return Remark(
        line=line.label,
        column=column.title,
        figure=column.unit.shown(cell.value),
        was=column.unit.shown(cell.counted),
        reason=cell.note,
        who=cell.corrected_by.get_full_name() if cell.corrected_by else "",
    )
