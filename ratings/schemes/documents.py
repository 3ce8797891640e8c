"""A sheet as a workbook: what is exported can be imported again and changes nothing."""

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ratings.schemes import columns
from ratings.schemes.columns import HEADS, NO, YES
from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent
from ratings.schemes.reading import quoted

Cell = str | Decimal
WIDE, NARROW = 60, 20


def workbook(sheet: SheetContent) -> bytes:
    """Three pages: a line for each point, the lower bounds of the grades, the basics."""
    book = Workbook(write_only=True)
    widths = [head.wide for head in HEADS.values()]
    _page(
        book.create_sheet(columns.POINTS_PAGE),
        widths,
        [[head.heading for head in HEADS.values()], *_lines(sheet)],
    )
    bounds: list[list[Cell]] = [
        [columns.grade_words(level), sheet.bands[level]]
        for level in sorted(sheet.bands, reverse=True)
    ]
    _page(
        book.create_sheet(columns.BANDS_PAGE),
        (NARROW, NARROW),
        [columns.BAND_HEADS, *bounds],
    )
    _page(
        book.create_sheet(columns.BASICS_PAGE),
        (NARROW, WIDE),
        [columns.BASICS_HEADS, *_basics(sheet)],
    )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(sheet: SheetContent) -> Iterator[Sequence[Cell]]:
    blank = ItemContent("", "")
    for group in sheet.groups:
        for item in group.items or (blank,):
            for point in item.points or (None,):
                yield _line(group, item, point)


def _line(group: GroupContent, item: ItemContent, point: PointContent | None) -> list[Cell]:
    head: list[Cell] = [group.code, group.title, group.total, item.code, item.title]
    if point is None:
        return [*head, *("" for _column in range(len(HEADS) - len(head)))]
    return [
        *head,
        point.code,
        point.title,
        columns.nature_words(point.nature),
        point.maximum,
        point.method,
        "、".join(columns.evidence_words(code) for code in point.evidence),
        YES if point.may_not_apply else NO,
        columns.grade_words(point.cap),
    ]


def _basics(sheet: SheetContent) -> Iterator[Sequence[Cell]]:
    values: dict[str, Cell] = {
        "total": sheet.total,
        "bonus_most": sheet.bonus_most,
        "rebase": columns.rebase_words(sheet.rebase),
        "basis": sheet.basis,
        "introduction": sheet.introduction,
    }
    for name, words in columns.BASICS.items():
        yield words, values[name]


def _page(
    paper: WriteOnlyWorksheet, widths: Sequence[int], table: Iterable[Sequence[Cell]]
) -> None:
    paper.freeze_panes = "A2"
    for at, width in enumerate(widths, start=1):
        paper.column_dimensions[get_column_letter(at)].width = width
    for index, row in enumerate(table):
        paper.append([_cell(paper, value, bold=index == 0) for value in row])


def _cell(paper: WriteOnlyWorksheet, value: Cell, *, bold: bool) -> WriteOnlyCell:
    """Numbers stay numbers; text is text, so that 1.10 keeps its nought and no formula runs."""
    cell = WriteOnlyCell(paper, value=quoted(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
