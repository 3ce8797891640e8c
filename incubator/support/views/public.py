"""The menu as everybody reads it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from incubator.bases.enums import BaseLevel
from incubator.support import queries, showing
from incubator.support.enums import ItemKind
from incubator.support.queries import Filters

PER_PAGE = 50


def menu(request: HttpRequest) -> HttpResponse:
    """The menu by kind, level and base."""
    filters = _filters(request)
    page = Paginator(queries.menu(filters), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "incubator/support/menu.html",
        {
            "page": page,
            "dishes": [showing.dish(item) for item in page.object_list],
            "tabs": showing.kinds(filters),
            "filters": filters,
            "levels": showing.levels(),
            "bases": queries.bases_on_menu(),
            "chosen": bool(filters.level or filters.base),
        },
    )


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One item: who, what, how long, what it costs, how to get it."""
    found = queries.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    values = {
        "item": found,
        "dish": showing.dish(found),
        "facts": showing.facts(found),
        "phone": found.phone or (found.base.phone if found.base else found.office.phone),
        "cancel_hours": queries.number("support.cancel_before"),
        "answer_days": queries.number("support.answer"),
    }
    return render(request, "incubator/support/item.html", values)


def _filters(request: HttpRequest) -> Filters:
    kind, level = request.GET.get("kind", ""), request.GET.get("level", "")
    base = request.GET.get("base", "")
    return Filters(
        kind=kind if kind in ItemKind.values else "",
        level=level if level in BaseLevel.values else "",
        base=int(base) if base.isdecimal() and len(base) < 10 else None,
    )
