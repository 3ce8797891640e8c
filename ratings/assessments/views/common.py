"""What the screens of several readers share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from portal.core.reasons import Reason
from portal.files import responses
from ratings.applications.models import Application
from ratings.assessments import documents, entries, sheets
from ratings.assessments.entries import Entry, Outcome
from ratings.assessments.enums import Save
from ratings.assessments.models import Proof


def one_of(rows: QuerySet[Application], pk: int) -> Application:
    """The rating with this key among those the reader sees; Http404 else."""
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def file_of(request: HttpRequest, row: Application, proof: int) -> HttpResponseBase:
    """A file behind a point of this rating, shown in the page where that is safe."""
    found = Proof.objects.filter(pk=proof, mark__assessment__application=row)
    kept = found.select_related("stored").first()
    if kept is None:
        raise Http404
    return responses.respond(kept.stored, request, inline=True)


def pdf_of(row: Application) -> HttpResponse:
    """The assessment sheet as PDF, with whatever the reader may see by now."""
    response = HttpResponse(documents.render(row), content_type="application/pdf")
    name = _("assessment sheet %(number)s.pdf") % {"number": str(row)}
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response


def one_entry(request: HttpRequest, known: Sequence[Entry]) -> HttpResponseBase | None:
    """The answer to a script that sent a single entry; None for a page sent whole."""
    wanted = request.POST.get("entry", "")
    if not wanted:
        return None
    entry = next((one for one in known if one.code == wanted), None)
    if entry is None:
        raise Http404
    return JsonResponse(_told(request, entry, entries.settle(entry, request.POST)))


def no_longer(request: HttpRequest, reason: Reason) -> HttpResponseBase | None:
    """The answer to a script that sends an entry too late; None for a page sent whole."""
    if request.method != "POST" or not request.POST.get("entry"):
        return None
    return JsonResponse({"state": str(Save.REFUSED), "words": str(reason)})


def _told(request: HttpRequest, entry: Entry, outcome: Outcome) -> dict[str, Any]:
    told: dict[str, Any] = {
        "state": str(outcome.state),
        "seen": outcome.seen,
        "was": entries.digest(outcome.kept),
        "kept": dict(outcome.kept),
        "words": outcome.words or str(outcome.state.label),
    }
    if outcome.mine:
        values = {"code": entry.code, "outcome": outcome}
        told["choice"] = render_to_string("ratings/assessments/_choice.html", values, request)
    return told


def side_by_side(row: Application) -> Mapping[str, Any]:
    """The sheet with own and experts' marks, as the reader may see them by now."""
    return {"sheet": sheets.of(row)}
