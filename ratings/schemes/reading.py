"""Reads the spreadsheet of a sheet: pages found by their headings, every bad cell named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused
from portal.organisations.imports import reader
from portal.organisations.imports.columns import SEARCHED_ROWS, plain_heading
from portal.organisations.imports.containers import refuse_size
from portal.organisations.imports.values import starts_as_formula
from ratings.schemes import columns
from ratings.schemes.columns import BAND_HEADS, BASICS, BASICS_HEADS, HEADS, NEEDED, Column
from ratings.schemes.storing import MOST_LINES

Grid = Sequence[Sequence[object]]
UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)
NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that could not be understood: its page and line, heading, what stands there."""

    page: str
    line: int
    column: str
    code: str
    value: str = ""


@dataclass(slots=True)
class Pages:
    """What was found: lines of points with their line numbers, bands, basics, faults."""

    lines: list[tuple[int, dict[Column, str]]] = field(default_factory=list)
    bands: dict[int, Decimal] | None = None
    basics: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read(upload: File[Any]) -> Pages:
    """The pages of an upload. Raises Refused when the file cannot be read at all.

    ``no_heading`` when no page has the headings of a sheet, ``no_rows``, ``too_many_rows``, and
    the refusals of a spreadsheet (``file_empty``, ``has_macros``, ``file_broken`` …).
    """
    refuse_size(upload.size)
    with NamedTemporaryFile(suffix=".list") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        grids = list(reader.grids(Path(copy.name), upload.name or ""))
    found = Pages()
    for grid in grids:
        _page(grid, found)
    if not found.lines:
        raise Refused(reader.no_rows() if found.bands or found.basics else _no_heading())
    if len(found.lines) > MOST_LINES:
        raise Refused(_too_many())
    return found


def _page(grid: Grid, found: Pages) -> None:
    """Take in a page when its headings are known; of two pages of points the first counts."""
    heads = {plain_heading(head.heading): column for column, head in HEADS.items()}
    for column, head in HEADS.items():
        for other in head.known_as:
            heads.setdefault(plain_heading(other), column)
    for at, row in enumerate(grid[:SEARCHED_ROWS]):
        names = [plain_heading(words(cell)) for cell in row]
        places = {heads[name]: place for place, name in enumerate(names) if name in heads}
        if places.keys() >= set(NEEDED) and not found.lines:
            found.lines = list(_lines(grid, at, places, found.faults))
            return
        if set(BAND_HEADS) <= set(names) and found.bands is None:
            found.bands = dict(_bands(grid, at, names, found.faults))
            return
        if set(BASICS_HEADS) <= set(names) and not found.basics:
            found.basics = dict(_basics(grid, at, names))
            return


def _lines(
    grid: Grid, at: int, places: dict[Column, int], faults: list[Fault]
) -> Iterator[tuple[int, dict[Column, str]]]:
    for number, row in enumerate(grid[at + 1 :], start=at + 2):
        cells = {c: words(row[place]) if place < len(row) else "" for c, place in places.items()}
        if not any(cells.values()):
            continue
        for column, cell in cells.items():
            if cell.startswith("="):
                heading = HEADS[column].heading
                faults.append(
                    Fault(columns.POINTS_PAGE, number, heading, "cell_is_formula", cell[:60])
                )
        yield number, {column: unquoted(cell) for column, cell in cells.items()}


def _bands(
    grid: Grid, at: int, names: list[str], faults: list[Fault]
) -> Iterator[tuple[int, Decimal]]:
    grade_at, lower_at = (names.index(head) for head in BAND_HEADS)
    for line, row in enumerate(grid[at + 1 :], start=at + 2):
        cells = [unquoted(words(cell)) for cell in row]
        grade = cells[grade_at] if grade_at < len(cells) else ""
        bound = cells[lower_at] if lower_at < len(cells) else ""
        if not grade and not bound:
            continue
        level, lower = columns.grade_level(grade), number(bound)
        if not level:
            faults.append(Fault(columns.BANDS_PAGE, line, BAND_HEADS[0], "grade_unknown", grade))
        elif lower is None:
            faults.append(Fault(columns.BANDS_PAGE, line, BAND_HEADS[1], "no_number", bound))
        else:
            yield level, lower


def _basics(grid: Grid, at: int, names: list[str]) -> Iterator[tuple[str, str]]:
    what_at, value_at = (names.index(head) for head in BASICS_HEADS)
    keys = {words: key for key, words in BASICS.items()}
    for row in grid[at + 1 :]:
        cells = [unquoted(words(cell)) for cell in row]
        if what_at < len(cells) and cells[what_at] in keys:
            yield keys[cells[what_at]], cells[value_at] if value_at < len(cells) else ""


def words(cell: object) -> str:
    """The cell as clean text; line ends stay, signs nobody sees go."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return UNSEEN.sub("", str(cell).replace("\r\n", "\n").replace("\r", "\n")).strip()


def unquoted(cell: str) -> str:
    """Without the apostrophe by which a spreadsheet marks text that is no formula."""
    return cell.removeprefix("'")


def quoted(cell: str) -> str:
    """With an apostrophe where the cell could be taken for a formula (or already has one)."""
    return f"'{cell}" if cell.startswith("'") or starts_as_formula(cell) else cell


def number(cell: str) -> Decimal | None:
    """A number from 0, perhaps with 分 behind it; None when it is none."""
    plain = cell.strip().removesuffix("分").strip()
    if not NUMBER.fullmatch(plain) or not plain.isascii():
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _no_heading() -> Reason:
    return Reason(
        "no_heading",
        _("No page with the headings 一级指标, 二级指标, 三级指标 and 分值 was found."),
        _("Export the draft, fill that spreadsheet in, and upload it again."),
    )


def _too_many() -> Reason:
    return Reason(
        "too_many_rows",
        _("The spreadsheet has more than %(most)s rows."),
        _("Put together what belongs together."),
        params={"most": MOST_LINES},
    )
