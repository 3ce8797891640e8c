"""Community groups for everybody: the list and the page of one; nothing personal."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from incubator.groups import queries
from incubator.groups.enums import Category

PER_PAGE = 50


def groups(request: HttpRequest) -> HttpResponse:
    """The groups on file by street and category."""
    asked = {key: _clean(request.GET.get(key, "")) for key in ("street", "category", "q")}
    found = queries.public_filtered(asked["street"], asked["category"], asked["q"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "asked": asked,
        "streets": [(str(pk), name, n) for pk, name, n in queries.streets_with_groups()],
        "categories": Category.choices,
        "counts": [(str(kind.label), n) for kind, n in queries.counts_by_category()],
        "filtered": any(asked.values()),
    }
    return render(request, "incubator/groups/groups.html", values)


def group(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a group: what it does, where, who hosts it; no name and no number of people."""
    row = queries.public().filter(pk=pk).first()
    if row is None:
        raise Http404
    values = {"row": row, "host": row.host.name if row.host else _("the community")}
    return render(request, "incubator/groups/group.html", values)


def _clean(words: str) -> str:
    return words.strip()[:60]
