"""Reads a list of people (members, staff) out of a workbook or CSV, row by row.

Good rows are kept whatever is wrong with others; each bad row says what to mend.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.utils.translation import gettext_lazy as _

from incubator.programmes.enums import ListKind
from portal.core.reasons import Reason, Refused, Text
from portal.organisations.imports import reader
from portal.organisations.imports.containers import refuse_size

LONGEST = 60
LOOKED_AT = 20
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
NUMBERS = re.compile(r"\d{15}|\d{17}[\dXx]")
FORMULA = ("=", "+", "-", "@")
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its key, heading, an example, and other headings it is known by."""

    key: str
    heading: str
    example: str
    known_as: tuple[str, ...] = ()
    required: bool = False


NAME = Column("name", "姓名", "王芳", ("名字", "姓 名", "name"), required=True)
COLUMNS: dict[str, tuple[Column, ...]] = {
    ListKind.MEMBERS: (
        NAME,
        Column("work", "单位或职业", "退休教师", ("单位", "职业", "工作单位", "work")),
        Column("post", "在组织中的职务", "理事", ("职务", "post")),
        Column("since", "加入时间", "2024-03", ("入会时间", "since")),
    ),
    ListKind.STAFF: (
        NAME,
        Column("post", "岗位", "社工", ("职务", "post"), required=True),
        Column("contract", "专职或兼职", "专职", ("专兼职", "用工形式", "contract")),
        Column("certificate", "证书", "助理社会工作师", ("资格证书", "职业资格", "certificate")),
    ),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was not kept: its line in the spreadsheet, and every reason."""

    line: int
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """A list that was read: the rows kept and the rows to mend."""

    rows: list[Row]
    faults: list[Fault]


def read(upload: File[Any], kind: str, *, most: int) -> Roster:
    """The list in an upload; at most ``most`` rows.

    Raises Refused when the file cannot be read at all: ``file_empty``, ``file_too_large``,
    ``wrong_extension``, ``old_format``, ``has_macros``, ``file_broken``, ``not_a_list``,
    ``not_text``, ``no_heading``, ``no_rows``, ``too_many_rows`` and others of a spreadsheet.
    """
    refuse_size(upload.size)
    with NamedTemporaryFile(suffix=".list") as copy:
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        grids = [grid for grid in reader.grids(Path(copy.name), upload.name or "") if grid]
    for grid in grids:
        found = _heading(grid, COLUMNS[kind])
        if found is not None:
            return _rows(grid, *found, COLUMNS[kind], most)
    raise Refused(_no_heading(kind))


def _heading(
    grid: Sequence[Sequence[object]], columns: Sequence[Column]
) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the place of each column, when a row names the people."""
    for index, cells in enumerate(grid[:LOOKED_AT]):
        names = {_plain(cell): at for at, cell in reversed(list(enumerate(cells))) if _text(cell)}
        places = {
            column.key: names[known]
            for column in columns
            for known in map(_plain, reversed((column.heading, *column.known_as)))
            if known in names
        }
        if NAME.key in places:
            return index, places
    return None


def _rows(
    grid: Sequence[Sequence[object]],
    heading: int,
    places: dict[str, int],
    columns: Sequence[Column],
    most: int,
) -> Roster:
    found = Roster([], [])
    for line, cells in enumerate(grid[heading + 1 :], start=heading + 2):
        row = {key: _text(cells[at]) if at < len(cells) else "" for key, at in places.items()}
        if not any(row.values()):
            continue
        if len(found.rows) + len(found.faults) >= most:
            raise Refused(_too_many(most))
        reasons = tuple(_reasons(row, columns))
        if reasons:
            found.faults.append(Fault(line, row[NAME.key][:LONGEST], reasons))
        else:
            found.rows.append({column.key: row.get(column.key, "") for column in columns})
    if not found.rows and not found.faults:
        raise Refused(_no_rows())
    return found


def _reasons(row: Row, columns: Sequence[Column]) -> Iterator[Reason]:
    for column in columns:
        value, named = row.get(column.key, ""), {"column": column.heading}
        if column.required and not value:
            yield Reason(
                "cell_missing",
                _("“%(column)s” is empty."),
                _("Fill it in, or take the row out."),
                params=named,
            )
        if value.startswith(FORMULA):
            yield Reason(
                "cell_is_formula",
                _("“%(column)s” holds a formula; formulas are not worked out."),
                _("Write the value itself into the cell."),
                params=named,
            )
        if len(value) > LONGEST:
            yield Reason(
                "cell_too_long",
                _("“%(column)s” has more than %(most)s signs."),
                _("Shorten it."),
                params=named | {"most": LONGEST},
            )
        if NUMBERS.search(value):
            yield Reason(
                "identity_number",
                _("“%(column)s” holds an identity number."),
                _("Take it out; we do not need it."),
                params=named,
            )


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return UNSEEN.sub("", str(cell)).strip()


def _plain(cell: object) -> str:
    return "".join(_text(cell).rstrip("*＊").split()).lower()


def _no_heading(kind: str) -> Reason:
    return Reason(
        "no_heading",
        _("No column with the heading “%(name)s” was found."),
        _("Take our template, or write this heading above the names."),
        params={"name": NAME.heading, "kind": kind},
    )


def _no_rows() -> Reason:
    return Reason(
        "no_rows",
        _("There is no row under the headings."),
        _("Check that the list stands in this file, and on which sheet."),
    )


def _too_many(most: int) -> Reason:
    return Reason(
        "too_many_rows",
        _("The list has more than %(most)s rows."),
        _("List only those who belong to the organisation; bring longer lists to the counter."),
        params={"most": most},
    )


def headings(kind: str) -> list[tuple[str, Text]]:
    """(key, heading) of the columns of a list, for tables."""
    return [(column.key, column.heading) for column in COLUMNS.get(kind, ())]
