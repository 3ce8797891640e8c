"""The papers of an application as a member of its panel reads them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from incubator.admission.models import Application
from incubator.applying import contents
from incubator.deciding.reading import without_contact
from portal.accounts.queries import signed_in
from portal.core.ui import Link
from portal.files import responses
from portal.panels import queries as panels


@never_cache
def admission_reading(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answers, lists and papers; never what officials noted, nor how to reach the applicant."""
    row = _row(request, pk)
    files = [
        Link(
            f"{paper.title}: {paper.stored.name}",
            reverse("admission_reading_paper", args=[row.pk, paper.pk]),
            icon="file-text",
        )
        for paper in row.papers.select_related("stored")
    ]
    values = {
        "row": row,
        "sections": without_contact(row),
        "lists": contents.lists(row),
        "papers": files,
        "facts": contents.frozen(row),
    }
    return render(request, "incubator/deciding/reading.html", values)


@never_cache
def admission_reading_paper(request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
    """One file of the application, in the page where that is possible."""
    found = _row(request, pk).papers.select_related("stored").filter(pk=paper).first()
    if found is None:
        raise Http404
    return responses.respond(found.stored, request, inline=True)


def _row(request: HttpRequest, pk: int) -> Application:
    found = Application.objects.filter(pk=pk).select_related("programme", "body", "case")
    row = found.first()
    if row is None or not panels.may_read(signed_in(request), row.case_id or 0):
        raise Http404
    return row
