"""What the demo sent instead of real messages."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.notifications import queries

PER_PAGE = 30


def demo_messages(request: HttpRequest) -> HttpResponse:
    """Codes and notices of the console gateways; a 404 outside demo mode."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(queries.shown_messages(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/demo_messages.html", {"page": page})
