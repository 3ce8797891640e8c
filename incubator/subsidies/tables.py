"""A batch as a file: everybody on its lists with amount, or with reason and cure.

Identity numbers are masked; names too, unless the persons themselves are paid by the file.
"""

import io
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from incubator.subsidies import queries, showing
from incubator.subsidies.conditions import month_words
from incubator.subsidies.enums import Payee
from incubator.subsidies.faults import of as reasons_of
from incubator.subsidies.models import SubsidyBatch, SubsidyLine, SubsidyNetting
from portal.core import downloads, masking, money
from portal.organisations.imports.values import starts_as_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(batch: SubsidyBatch) -> HttpResponse:
    """The batch as CSV, UTF-8 with the mark that spreadsheets look for."""
    return downloads.csv_file(_name(batch), _heads(), _rows(batch))


def xlsx_file(batch: SubsidyBatch) -> HttpResponse:
    """The batch as a workbook; every cell is text, none becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(month_words(batch.month))
    for row in [_heads(), *_rows(batch)]:
        cells = []
        for words in row:
            text = f"'{words}" if starts_as_formula(str(words)) else str(words)
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    named = content_disposition_header(as_attachment=True, filename=f"{_name(batch)}.xlsx")
    answer["Content-Disposition"] = named or "attachment"
    return answer


def _name(batch: SubsidyBatch) -> str:
    return f"{_('subsidies of social workers')}-{month_words(batch.month)}-{batch}"


def _heads() -> Sequence[str]:
    return (
        _("Organisation"), _("Number of the case"), _("Name"), _("Identity number"), _("Level"),
        _("Month"), _("Amount (yuan)"), _("Result"), _("Reason"), _("What to do"),
    )  # fmt: skip


def _rows(batch: SubsidyBatch) -> Iterator[Sequence[str]]:
    whole = batch.payee == Payee.PERSON
    for line in queries.people_of(batch):
        yield _row(line, whole=whole)
    yield from _netted(batch, whole=whole)


def _row(line: SubsidyLine, *, whole: bool) -> Sequence[str]:
    reasons = reasons_of(line.reasons)
    return (
        line.claim.organisation.body.name,
        str(line.claim),
        line.worker.name if whole else masking.name(line.worker.name),
        line.worker.id_shown,
        showing.level_words(line.level),
        showing.period_words(line),
        money.yuan(line.fen),
        _("due") if line.fen else _("not due"),
        "；".join(reason.words for reason in reasons),
        "；".join(dict.fromkeys(reason.mend for reason in reasons if reason.mend)),
    )


def _netted(batch: SubsidyBatch, *, whole: bool) -> Iterable[Sequence[str]]:
    found = SubsidyNetting.objects.filter(claim__batch=batch).order_by("claim", "pk")
    for row in found.select_related(
        "claim__organisation__body", "claim__case", "correction__line__worker"
    ):
        line = row.correction.line
        name = line.worker.name if whole else masking.name(line.worker.name)
        yield (
            row.claim.organisation.body.name, str(row.claim), name, line.worker.id_shown,
            showing.level_words(line.level), showing.period_words(line), money.yuan(-row.fen),
            _("netted"), row.correction.words, "",
        )  # fmt: skip
