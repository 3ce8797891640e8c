"""Published indicator sets, for whoever wants to know what will be asked."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ratings.schemes import documents, queries
from ratings.schemes.enums import Phase
from ratings.schemes.models import Version
from ratings.schemes.shown import file_name, shown
from ratings.schemes.views.officer import workbook

PER_PAGE = 25


def indicators(request: HttpRequest) -> HttpResponse:
    """The indicator sets that are in use, by legal type."""
    found = queries.published().filter(retired_at=None)
    rows = found.order_by("scheme__kind", "scheme__sub_kind", "-published_at", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "ratings/schemes/indicators.html", {"page": page})


def indicator_set(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as organisations read it."""
    version = _published(pk)
    values = {
        "version": version,
        "sheet": shown(queries.content(version)),
        "retired": version.phase is Phase.RETIRED,
    }
    return render(request, "ratings/schemes/indicator_set.html", values)


def indicator_sheet(_request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook, to work through at the desk."""
    version = _published(pk)
    return workbook(documents.workbook(queries.content(version)), file_name(version))


def _published(pk: int) -> Version:
    found = queries.published().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
