"""A project as a member of its panel reads it."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from incubator.ventures import queries, showing
from incubator.ventures.models import VentureProject
from portal.accounts.queries import signed_in
from portal.panels import queries as panels


@never_cache
def venture_reading(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Plan and budget; never what officials noted."""
    found = VentureProject.objects.filter(pk=pk).exclude(status="")
    row = found.select_related(*queries.WITH).first()
    if row is None or not panels.may_read(signed_in(request), row.case_id or 0):
        raise Http404
    return render(request, "incubator/ventures/reading.html", showing.shown(row))
