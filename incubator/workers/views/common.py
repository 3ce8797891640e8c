"""What both readers of an entry see."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from incubator.workers import documents, queries
from incubator.workers.models import Employment, WorkerCertificate
from portal.core import clock
from portal.core.reasons import Text
from portal.core.ui import Fact

PER_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as lists show it."""

    row: Employment
    paper: WorkerCertificate | None
    months: int
    hours: int
    hours_due: int
    late: bool


def listed(rows: Any, page: Any) -> tuple[Page[Any], list[Shown]]:
    """A page of entries with what is proven this year; a constant number of queries."""
    found = Paginator(queries.shown(rows).order_by("body__name", "pk"), PER_PAGE).get_page(page)
    return found, shown(list(found), clock.today().year)


def shown(rows: list[Employment], year: int) -> list[Shown]:
    """Entries with what is proven in a year."""
    today = clock.today()
    months, hours = queries.months_proven(rows, year), queries.hours_in(rows, year)
    found = []
    for row in rows:
        paper = queries.highest(row)
        found.append(
            Shown(
                row,
                paper,
                months.get(row.pk, 0),
                hours.get(row.worker_id, 0),
                queries.hours_due(paper.level, today) if paper else 0,
                paper is not None and paper.valid_until < today,
            )
        )
    return found


def details(row: Employment) -> dict[str, Any]:
    """What the page of one entry shows: facts, certificates, months, education, exams."""
    year = clock.today().year
    worker = row.worker
    one = shown([row], year)[0]
    return {
        "row": row,
        "one": one,
        "year": year,
        "facts": _facts(row),
        "papers": [
            {"row": paper, "late": paper.valid_until < clock.today()}
            for paper in worker.certificates.all()
        ],
        "months": list(queries.months_of(row)[:60]),
        "study": list(worker.study_hours.all()[:50]),
        "exams": list(worker.exams.all()[:50]),
    }


def figures(rows: Any, year: int, name: str) -> HttpResponse:
    """The figures of a year as a CSV file, masked."""
    found = list(queries.shown(rows).order_by("body__name", "pk"))
    months, hours = queries.months_proven(found, year), queries.hours_in(found, year)
    return documents.figures(f"{name}-{year}", found, year, months, hours)


def year_of(request: HttpRequest) -> int:
    """The year asked for; this one when none or a strange one is."""
    asked = request.GET.get("year", "")
    this = clock.today().year
    return (
        int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= this else this
    )


def _facts(row: Employment) -> list[Fact]:
    until: Text = row.contract_until.isoformat() if row.contract_until else _("without end")
    return [
        Fact(_("Organisation"), row.body.name),
        Fact(_("Identity number"), row.worker.id_shown),
        Fact(_("Born on"), row.worker.born_on.isoformat()),
        Fact(_("Post"), row.post or "–"),
        Fact(_("Contract"), row.get_contract_display()),
        Fact(_("Contract begins"), row.begins_on.isoformat()),
        Fact(_("Contract ends"), until),
        Fact(_("Working time"), _("full time") if row.full_time else _("part time")),
        *([Fact(_("Entry ended on"), row.ended_on.isoformat())] if row.ended_on else []),
    ]
