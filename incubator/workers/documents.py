"""Workbooks and CSV of the register: the template, rows to mend, and masked figures."""

import io
from collections.abc import Iterable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from incubator.workers import faults, lists, queries
from incubator.workers.cells import COLUMNS
from incubator.workers.models import Employment, WorkerRow
from portal.core import downloads, masking
from portal.organisations.imports.values import starts_as_formula

WIDE, NARROW = 44, 18


def template() -> bytes:
    """The empty list with an example row; every cell is text, so no number is rounded."""
    return _workbook(
        "社工名单", [[column.heading for column in COLUMNS], [c.example for c in COLUMNS]]
    )


def to_mend(rows: Iterable[WorkerRow]) -> bytes:
    """The rows to mend with line, faults and cures before their cells, ready to be uploaded."""
    titles = [_("Line"), _("Reason"), _("What to do"), *(c.heading for c in COLUMNS)]
    table = [titles]
    for row in rows:
        shown = [faults.of(fault) for fault in row.reasons]
        whole = lists.opened(row)
        table.append(
            [
                str(row.line),
                "\n".join(f"{one.column}：{one.words}" for one in shown),
                "\n".join(dict.fromkeys(one.cure for one in shown)),
                *(whole.get(column.key, "") for column in COLUMNS),
            ]
        )
    return _workbook("社工名单", table, wide=(2, 3))


def figures(
    name: str,
    rows: Sequence[Employment],
    year: int,
    months: Mapping[int, int],
    hours: Mapping[int, int],
) -> HttpResponse:
    """People with their months proven and hours of a year; names and numbers masked."""
    heads = (
        _("Organisation"),
        _("Name of the person"),
        _("Identity number"),
        _("Level of the certificate"),
        _("Certificate"),
        _("Valid until"),
        _("Full time"),
        _("Months proven in %(year)s") % {"year": year},
        _("Hours of education in %(year)s") % {"year": year},
    )
    lines = (_figures_of(row, months.get(row.pk, 0), hours.get(row.worker_id, 0)) for row in rows)
    return downloads.csv_file(name, heads, lines)


def _figures_of(row: Employment, months: int, hours: int) -> list[object]:
    paper = queries.highest(row)
    return [
        row.body.name,
        masking.name(row.worker.name),
        row.worker.id_shown,
        paper.get_level_display() if paper else "",
        paper.number_shown if paper else "",
        paper.valid_until if paper else "",
        _("yes") if row.full_time else _("no"),
        months,
        hours,
    ]


def _workbook(title: str, table: Iterable[Sequence[str]], wide: Sequence[int] = ()) -> bytes:
    book = Workbook(write_only=True)
    paper = book.create_sheet(title)
    paper.freeze_panes = "A2"
    for at in range(1, len(COLUMNS) + 4):
        paper.column_dimensions[get_column_letter(at)].width = WIDE if at in wide else NARROW
    for index, row in enumerate(table):
        paper.append([_cell(paper, words, bold=index == 0) for words in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: WriteOnlyWorksheet, words: str, *, bold: bool) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=f"'{words}" if starts_as_formula(words) else words)
    cell.data_type, cell.number_format = "s", "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
