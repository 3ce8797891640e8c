"""Proofs of milestones and papers of mending, for whoever sees the residence."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from incubator.reports.models import MendingPaper, Milestone
from incubator.residence import queries as residences
from portal.accounts.queries import signed_in
from portal.files import responses


@never_cache
def milestone_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that proves a milestone."""
    seen = residences.visible_to(signed_in(request))
    found = Milestone.objects.filter(pk=pk, residence__in=seen, file__isnull=False)
    row = found.select_related("file").first()
    if row is None or row.file is None:
        raise Http404
    return responses.respond(row.file, request, inline=True)


@never_cache
def mending_paper(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A paper that proves what was mended."""
    seen = residences.visible_to(signed_in(request))
    found = MendingPaper.objects.filter(pk=pk, review__residence__in=seen)
    row = found.select_related("stored").first()
    if row is None:
        raise Http404
    return responses.respond(row.stored, request, inline=True)
