"""The rows of an import as a workbook, to be mended and handed in again."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from portal.organisations.imports.labels import RowView
from portal.organisations.imports.lists import Sheet
from portal.organisations.imports.values import starts_as_formula

WIDTHS = (8, 12, 44, 44)
WIDTH = 22


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """An .xlsx with line, class, reason and cure before the cells as they stood in the list.

    Every cell is text, and what a spreadsheet program would take for a formula is defused.
    """
    book = Workbook(write_only=True)
    for sheet in sheets:
        _add(book.create_sheet(sheet.title), sheet)
    if not book.worksheets:
        book.create_sheet(_("Rows"))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(paper: WriteOnlyWorksheet, sheet: Sheet) -> None:
    paper.freeze_panes = "A2"
    for number, width in enumerate((*WIDTHS, *(WIDTH for _column in sheet.columns)), start=1):
        paper.column_dimensions[get_column_letter(number)].width = width
    titles = [_("Line"), _("Class"), _("Reason"), _("What to do"), *sheet.columns.values()]
    paper.append([_cell(paper, title, bold=True) for title in titles])
    for view in sheet.rows:
        paper.append([_cell(paper, words) for words in _words(view, sheet.columns)])


def _words(view: RowView, columns: Iterable[str]) -> list[str]:
    reasons = "\n".join(reason.words for reason in view.reasons)
    cures = "\n".join(dict.fromkeys(reason.mend for reason in view.reasons))
    listed = [str(view.row.raw.get(column, "")) for column in columns]
    return [str(view.row.place or view.row.line), str(view.verdict), reasons, cures, *listed]


def _cell(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=f"'{words}" if starts_as_formula(words) else words)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
