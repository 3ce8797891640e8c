"""The way in, for everybody: find your organisation, or join in another way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.organisations.claims import queries


def join(request: HttpRequest) -> HttpResponse:
    """The way in: find your organisation, or join as a team or as another supplier."""
    words = request.GET.get("q", "").strip()[:120]
    found = queries.find(words) if words else []
    drafts = queries.drafts_of(request.user) if request.user.is_authenticated else []
    return render(
        request,
        "organisations/join.html",
        {"words": words, "found": found, "searched": bool(words), "drafts": drafts},
    )
