"""Dashboards, the lists behind their figures, and their tables as files."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from incubator.dashboards import pages, queries
from incubator.dashboards.figure import Figure
from incubator.dashboards.scope import FIRST_YEAR, Scope, scope
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock, days, downloads

PER_PAGE = 50
MOST_ROWS = 10_000


@never_cache
def dashboards(request: HttpRequest) -> HttpResponseBase:
    """The bases whose dashboard I open; with one only, that one at once."""
    rows = queries.seen_by(signed_in(request))
    if len(rows) == 1:
        return redirect("base_dashboard", pk=rows[0].pk)
    return render(request, "incubator/dashboards/list.html", {"rows": rows})


@never_cache
def base_dashboard(request: HttpRequest, pk: int) -> HttpResponse:
    """How a base does: what waits, five figures and five pictures."""
    found, today = _scope(request, pk), clock.today()
    values = {
        "scope": found,
        "base": found.base,
        "dashboard": pages.dashboard(found),
        "years": range(today.year, max(FIRST_YEAR, today.year - 5), -1),
        "upto": _("up to %(day)s") % {"day": days.date_words(found.last)},
        "support_heads": (
            pgettext("support", "used"),
            pgettext("support", "left"),
            pgettext("support", "granted"),
        ),
    }
    return render(request, "incubator/dashboards/dashboard.html", values)


@never_cache
def base_figure(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The rows that a figure counts, a page at a time or as a file."""
    found, figure = _scope(request, pk), pages.figure(code)
    if figure is None:
        raise Http404
    month, tier = request.GET.get("month", ""), request.GET.get("tier", "")
    if month.isdecimal() and 1 <= int(month[:2]) <= found.last.month:
        found = found.of_month(int(month[:2]))
    rows = figure.rows(found)
    if figure.tier and tier.isdecimal():
        rows = rows.filter(**{figure.tier: int(tier[:9])})
    if "csv" in request.GET:
        cells = (figure.cells(row) for row in rows[:MOST_ROWS])
        return downloads.csv_file(_name(code, found), figure.heads, cells)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    values = {
        "scope": found,
        "base": found.base,
        "figure": figure,
        "today": clock.today(),
        "value": figure.words(figure.total(rows)),
        "page": page,
        "lines": _lines(figure, page.object_list, signed_in(request)),
    }
    return render(request, "incubator/dashboards/figure.html", values)


@never_cache
def base_table(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The numbers of a picture as a file."""
    found = _scope(request, pk)
    try:
        heads, rows = pages.picture(found, code).table
    except KeyError as error:
        raise Http404 from error
    return downloads.csv_file(_name(code, found), heads, rows)


def _scope(request: HttpRequest, pk: int) -> Scope:
    base = queries.opened(signed_in(request), pk)
    if base is None:
        raise Http404
    own = request.GET.get("with") == "own"
    return scope(base, own=own, year=request.GET.get("year", "")[:4], today=clock.today())


def _lines(figure: Figure, rows: Iterable[Any], user: User) -> list[dict[str, Any]]:
    found = list(rows)
    lines: list[dict[str, Any]] = []
    for row, url in zip(found, figure.ways(found, user), strict=True):
        first, *others = figure.cells(row)
        named = list(zip(figure.heads[1:], others, strict=True))
        lines.append({"first": first, "others": named, "url": url})
    return lines


def _name(code: str, found: Scope) -> str:
    return f"{code}-{found.base.pk}-{found.last:%Y%m%d}"
