"""The files of a rating, for the office and for the organisation."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from portal.accounts.queries import signed_in
from portal.files import responses
from ratings.applications import queries


@never_cache
def rating_paper(request: HttpRequest, pk: int, part: str, paper: int) -> HttpResponseBase:
    """A file of a rating, for the office and for the organisation."""
    row = queries.visible_to(signed_in(request)).filter(pk=pk).first()
    if row is None or part not in ("paper", "answer"):
        raise Http404
    rows: Any = row.papers if part == "paper" else row.answers
    found = rows.select_related("stored").filter(pk=paper, stored__isnull=False).first()
    if found is None:
        raise Http404
    return responses.respond(found.stored, request, inline=True)
