"""Calls of venture philanthropy as everybody reads them."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from incubator.ventures import queries, showing
from portal.core import clock

PER_PAGE = 30


def ventures(request: HttpRequest) -> HttpResponse:
    """The published calls, the newest first."""
    clock.began()
    page = Paginator(queries.public_calls(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(call, *showing.phase(call)) for call in page]
    return render(request, "incubator/ventures/calls.html", {"page": page, "rows": rows})


def venture_call(request: HttpRequest, pk: int) -> HttpResponse:
    """A call: its terms, its needs, and the projects that were funded with what they got."""
    clock.began()
    call = queries.public_calls().select_related("office", "line").filter(pk=pk).first()
    if call is None:
        raise Http404
    funded = list(queries.funded(call))
    words, look = showing.phase(call)
    values = {
        "call": call,
        "facts": showing.call_facts(call),
        "needs": queries.needs_of(call),
        "funded": funded,
        "paid": [(row.title, row.paid_fen // 100) for row in funded],
        "phase": words,
        "look": look,
        "open": look == "in_progress",
    }
    return render(request, "incubator/ventures/call.html", values)
