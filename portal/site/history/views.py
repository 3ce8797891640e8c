"""Proof: what was done, and that nothing of it was altered."""

import json

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from portal.audit import operations, queries

PER_PAGE = 50


def checkpoints(request: HttpRequest) -> HttpResponse:
    """The published heads of the chain, for anybody to copy."""
    page = Paginator(queries.checkpoints(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "site/checkpoints.html", {"page": page})


def history(request: HttpRequest) -> HttpResponse:
    """Search in the whole history by case number or subject; supervisors only."""
    words = request.GET.get("q", "").strip()[:120]
    events = queries.find(words)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "site/history.html",
        {"page": page, "words": words, "check": queries.last_check()},
    )


@require_POST
def check_now(request: HttpRequest) -> HttpResponseBase:
    """Check the whole chain at once and show the result."""
    operations.check_chain()
    return redirect("history")


def export_case(request: HttpRequest, number: str) -> HttpResponse:
    """The history of a case as the file that the verifier reads."""
    export = queries.export(number)
    if not export["events"]:
        raise Http404
    body = json.dumps(export, ensure_ascii=False)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return response
