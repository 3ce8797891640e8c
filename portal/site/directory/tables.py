"""The directory as files. A cell never becomes a formula."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from portal.bodies.enums import BodyKind
from portal.core import downloads
from portal.site.directory.words import COLUMNS

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(found: "Iterable[Organisation]") -> bytes:
    """The list as CSV: UTF-8 with BOM, a heading row, formulas defused."""
    return (downloads.MARK + downloads.table([list(COLUMNS), *_rows(found)])).encode()


def xlsx_file(found: "Iterable[Organisation]") -> bytes:
    """The list as a workbook; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [[str(column) for column in COLUMNS], *_rows(found)]:
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rows(found: "Iterable[Organisation]") -> Iterator[list[str]]:
    for row in found:
        yield [
            row.body.name,
            row.body.credit_code or "",
            str(BodyKind(row.body.kind).label),
            row.body.division.name,
            row.registry.name if row.registry else "",
            row.registered_on.isoformat() if row.registered_on else "",
            row.legal_representative,
            row.domicile,
            row.source,
            row.source_on.isoformat(),
        ]
