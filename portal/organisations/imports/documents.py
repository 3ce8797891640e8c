"""The rows of an import as a workbook, to be mended and handed in again."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from portal.organisations.imports.columns import Column
from portal.organisations.imports.labels import RowView, heading
from portal.organisations.imports.values import starts_as_formula

WIDTHS = (8, 12, 44, 44, *(22 for _column in Column))


def workbook(rows: Iterable[RowView]) -> bytes:
    """An .xlsx with line, class, reason and cure before the cells as they stood in the list.

    Every cell is text, and what a spreadsheet program would take for a formula is defused.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rows"))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[chr(64 + number)].width = width
    titles = [_("Line"), _("Class"), _("Reason"), _("What to do"), *map(heading, Column)]
    sheet.append([_cell(sheet, title, bold=True) for title in titles])
    for view in rows:
        sheet.append([_cell(sheet, words) for words in _words(view)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _words(view: RowView) -> list[str]:
    reasons = "\n".join(reason.words for reason in view.reasons)
    cures = "\n".join(dict.fromkeys(reason.mend for reason in view.reasons))
    listed = [str(view.row.raw.get(column, "")) for column in Column]
    return [str(view.row.line), str(view.verdict), reasons, cures, *listed]


def _cell(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=f"'{words}" if starts_as_formula(words) else words)
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
