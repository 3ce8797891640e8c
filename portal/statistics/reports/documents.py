"""A report as a workbook (a page for each table) and as lines of a CSV file."""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from portal.core import days
from portal.statistics.reports.models import Cell, Report
from portal.statistics.reports.reading import Counted, Heading

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE, NARROW, LONGEST_NAME = 28, 18, 31
FORMATS = {0: "#,##0", 1: "#,##0.0", 2: "#,##0.00"}
Value = str | Decimal


def workbook(report: Report, tables: Sequence[Counted]) -> bytes:
    """The report as it goes to the superior bureau, in the language of the office.

    Title, unit, period, figures, notes, signatures.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _book(report, tables)


def _book(report: Report, tables: Sequence[Counted]) -> bytes:
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for number, table in enumerate(tables, start=1):
        page = book.create_sheet(f"{number} {table.title}"[:LONGEST_NAME])
        _page(page, report, table)
    if not tables:
        book.create_sheet("1")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heading(column: Heading) -> str:
    """The head of a column with its unit: 总数（个）."""
    words = str(column.unit.words)
    return _("%(title)s (%(unit)s)") % {"title": column.title, "unit": words}


def period(report: Report) -> str:
    """The period in words: 2025, whole year."""
    return f"{report.sheet.year} · {report.sheet.get_period_display()}"


def signatures(report: Report) -> list[tuple[str, str]]:
    """Who made it, who checked it, on which day: empty lines while it is not sent."""
    maker, checker = report.handed_in_by or report.made_by, report.confirmed_by
    return [
        (pgettext("statistics", "Made by"), maker.get_full_name()),
        (pgettext("statistics", "Checked by"), checker.get_full_name() if checker else ""),
        (_("Day of reporting"), days.date_words(report.sent_at) if report.sent_at else ""),
    ]


def facts(report: Report) -> list[tuple[str, str]]:
    """What stands above the figures."""
    found = [
        (_("Reported by"), report.sheet.body.name),
        (_("Reported to"), report.sheet.superior),
        (pgettext("statistics", "Period"), period(report)),
        (_("Counted on"), days.date_words(report.counted_at)),
        (_("Case number"), str(report)),
    ]
    if report.replaces:
        words = {"number": report.replaces, "reason": report.reason}
        found.append((_("Correction"), _("replaces %(number)s: %(reason)s") % words))
    return found


def lines(tables: Sequence[Counted]) -> Iterator[Sequence[object]]:
    """The figures one by one: table, line, column, unit, figure, counted, reason."""
    for table in tables:
        for line in table.lines:
            for column, cell in zip(table.columns, line.cells, strict=True):
                yield (
                    table.title,
                    line.label,
                    column.title,
                    column.unit.words,
                    column.unit.number(cell.value),
                    column.unit.number(cell.counted),
                    cell.note,
                )


def heads() -> tuple[str, ...]:
    """The heads of those lines."""
    return (
        _("Table"),
        pgettext("statistics", "Line"),
        _("Column"),
        _("Unit"),
        _("Figure"),
        _("Counted by the portal"),
        _("Reason of what was set by hand"),
    )


def _page(page: Worksheet, report: Report, table: Counted) -> None:
    width = len(table.columns) + 1
    _put(page, [report.sheet.title], bold=True, size=16)
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=max(width, 2))
    _put(page, [table.title], bold=True)
    for row in facts(report):
        _put(page, row)
    _put(page, [])
    _put(page, [table.head, *(heading(column) for column in table.columns)], bold=True)
    for line in table.lines:
        _figures(page, table, line.cells[0].label, [cell.value for cell in line.cells])
    _figures(page, table, pgettext("statistics", "Total"), table.sums, bold=True)
    _put(page, [])
    for number, (column, _line, cell) in enumerate(table.notes, start=1):
        _put(page, [_note(number, column, cell.label, cell)])
    for row in signatures(report):
        _put(page, row)
    for at in range(1, width + 1):
        page.column_dimensions[get_column_letter(at)].width = WIDE if at == 1 else NARROW


def _note(number: int, column: Heading, label: str, cell: Cell) -> str:
    return _(
        "Note %(number)s: %(line)s, %(column)s set by hand to %(figure)s, counted %(counted)s: "
        "%(reason)s"
    ) % {
        "number": number,
        "line": label,
        "column": column.title,
        "figure": column.unit.shown(cell.value),
        "counted": column.unit.shown(cell.counted),
        "reason": cell.note,
    }


def _figures(
    page: Worksheet, table: Counted, label: str, values: Sequence[int], *, bold: bool = False
) -> None:
    numbers = [
        column.unit.number(value) for column, value in zip(table.columns, values, strict=True)
    ]
    row = _put(page, [label, *numbers], bold=bold)
    for at, column in enumerate(table.columns, start=2):
        page.cell(row, at).number_format = FORMATS[column.unit.places]


def _put(page: Worksheet, values: Sequence[Value], *, bold: bool = False, size: int = 11) -> int:
    """Write a line below the others; text is text, so that no formula runs."""
    row: int = page._current_row + 1
    page._current_row = row
    for at, value in enumerate(values, start=1):
        cell = page.cell(row, at)
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type, cell.number_format = "s", "@"
            cell.alignment = Alignment(wrap_text=at > 1, vertical="top")
        else:
            cell.value = value
        if bold:
            cell.font = Font(bold=True, size=size)
    return row
