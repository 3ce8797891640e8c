"""Answers that are files made on the spot: tables for a spreadsheet, papers to read."""

import csv
import io
from collections.abc import Iterable, Sequence

from defusedcsv import csv as safe_csv
from django.http import HttpResponse
from django.utils.http import content_disposition_header

MARK = "\ufeff"
HIDING = ("\t", "\r", "\n")


def table(lines: Iterable[Sequence[object]]) -> str:
    """Lines as CSV: every cell quoted, a cell never becomes a formula, nothing for None.

    The library does not know that a leading tab or line end hides a formula from it.
    """
    out = io.StringIO()
    writer = safe_csv.writer(out, quoting=csv.QUOTE_ALL)
    for line in lines:
        writer.writerow([_cell(cell) for cell in line])
    return out.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in HIDING else text


def csv_file(name: str, heads: Sequence[object], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A table as a file: UTF-8 with the mark that spreadsheets look for, its heads first."""
    answer = HttpResponse(MARK + table([heads, *lines]), content_type="text/csv; charset=utf-8")
    return _named(answer, f"{name}.csv", as_attachment=True)


def pdf_page(name: str, content: bytes) -> HttpResponse:
    """A PDF shown in the browser; nobody on the way keeps it."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-store"
    return _named(answer, f"{name}.pdf", as_attachment=False)


def _named(answer: HttpResponse, name: str, *, as_attachment: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment, name)
    if disposition:
        answer["Content-Disposition"] = disposition
    return answer
