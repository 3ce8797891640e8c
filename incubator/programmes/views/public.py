"""What everybody may read of programmes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from incubator.programmes import guide, queries
from portal.core import clock
from portal.files import responses


def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A version of a published programme as it was."""
    programme = queries.visible_to(request.user).filter(pk=pk, version__gte=1).first()
    found = queries.versions(programme).filter(number=number).first() if programme else None
    if programme is None or found is None:
        raise Http404
    return render(
        request,
        "incubator/programmes/version.html",
        {
            "programme": programme,
            "version": found,
            "guide": guide.of(found.content, on=clock.day(found.made_at), programme=pk),
            "address": guide.address(pk),
        },
    )


def sample(request: HttpRequest, pk: int, item: int) -> HttpResponseBase:
    """The sample of a paper."""
    programme = queries.visible_to(request.user).filter(pk=pk).first()
    found = queries.sample(programme, item) if programme else None
    if found is None or found.sample is None:
        raise Http404
    return responses.respond(found.sample, request)
