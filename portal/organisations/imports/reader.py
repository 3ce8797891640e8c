"""Reads a list, workbook or CSV, into rows of cells under recognised headings."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from portal.core.reasons import Reason, Refused
from portal.organisations.imports import containers
from portal.organisations.imports.columns import Column, Layout, find_layout
from portal.organisations.imports.formulas import find_formulas
from portal.organisations.imports.values import text

MOST_ROWS = 200_000
Grid = Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list: its line number as the spreadsheet program shows it, and its cells."""

    number: int
    cells: dict[Column, object]


@dataclass(frozen=True, slots=True)
class Table:
    """A list that was read: its title (from above the headings, or empty), columns and rows."""

    title: str
    layout: Layout
    grid: Grid

    def lines(self) -> Iterator[Line]:
        """The rows under the headings that are not empty."""
        places = self.layout.places.items()
        for index in range(self.layout.heading_row + 1, len(self.grid)):
            row = self.grid[index]
            cells = {column: row[at] for column, at in places if at < len(row)}
            if any(cell not in ("", None) for cell in cells.values()):
                yield Line(index + 1, cells)


def read(path: Path, name: str) -> Table:
    """The list in a file; raises Refused when the file cannot or must not be read."""
    tables = [_table(grid) for grid in grids(path, name) if grid]
    if not tables:
        raise Refused(no_rows())
    best = max(tables, key=lambda t: (not t.layout.missing, len(t.layout.places)))
    if best.layout.missing:
        raise Refused(*(_heading_missing(column) for column in best.layout.missing))
    if len(best.grid) > MOST_ROWS:
        raise Refused(too_many_rows())
    if next(best.lines(), None) is None:
        raise Refused(no_rows())
    return best


def grids(path: Path, name: str) -> Iterator[Grid]:
    """The sheets of a file as rows of cells; raises Refused when it cannot or must not be read."""
    return (grid for _sheet, grid in named_grids(path, name))


def named_grids(path: Path, name: str) -> Iterator[tuple[str, Grid]]:
    """The sheets with their names; a CSV file comes once for each delimiter it may use."""
    accepted = containers.inspect(path, name)
    return _workbook(path) if accepted.is_workbook else _text(path)


def _table(grid: Grid) -> Table:
    layout = find_layout(grid)
    above = (text(cell) for row in grid[: layout.heading_row] for cell in row)
    return Table(next((words for words in above if words), ""), layout, grid)


def _workbook(path: Path) -> Iterator[tuple[str, Grid]]:
    try:
        with CalamineWorkbook.from_path(str(path)) as workbook:
            for name in workbook.sheet_names:
                grid = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for (row, column), formula in find_formulas(str(path), name).items():
                    if row < len(grid) and column < len(grid[row]):
                        grid[row][column] = formula
                yield name, grid
    except (CalamineError, BadZipFile, KeyError, ValueError) as error:
        raise Refused(
            Reason(
                "file_broken",
                _("The file is damaged and cannot be opened."),
                containers.SAVE_AS,
            )
        ) from error


def _text(path: Path) -> Iterator[tuple[str, Grid]]:
    words = _decoded(path.read_bytes())
    if "\x00" in words:
        raise Refused(_not_text())
    for delimiter in (",", "\t", ";"):
        if delimiter in words[:20_000] or delimiter == ",":
            try:
                yield "", list(csv.reader(io.StringIO(words, newline=""), delimiter=delimiter))
            except csv.Error as error:
                raise Refused(_not_text()) from error


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in raw[:2000]:
        little = raw[1:2000:2].count(0) >= raw[0:2000:2].count(0)
        encodings = ["utf-16-le" if little else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_not_text())


def _not_text() -> Reason:
    return Reason(
        "not_text",
        _("The file is no readable text (UTF-8, GB18030 or UTF-16)."),
        _("Save the list as .xlsx and upload that."),
    )


def no_rows() -> Reason:
    """The file holds headings only, or nothing."""
    return Reason(
        "no_rows",
        _("There is no row under the headings."),
        _("Check that the list stands in this file, and on which sheet."),
    )


def too_many_rows() -> Reason:
    """The file holds more than can be read at once."""
    return Reason(
        "too_many_rows",
        _("The list has more than 200,000 rows."),
        _("Split it by banner and upload the parts one after the other."),
    )


def _heading_missing(column: Column) -> Reason:
    names = {
        Column.NAME: _("the name of the organisation"),
        Column.CODE: _("the unified social credit code"),
    }
    return Reason(
        f"heading_missing_{column}",
        _("No column was recognised as %(column)s."),
        _("Write the usual heading above it (社会组织名称, 统一社会信用代码) and upload again."),
        params={"column": names[column]},
    )
