"""Bases and the programmes at them, for everybody."""

from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from incubator.admission import queries as admission
from incubator.bases import directory, pages, queries, today
from incubator.bases.enums import BaseLevel
from incubator.bases.models import Base
from incubator.programmes import cards
from incubator.programmes import queries as programmes
from incubator.residence import queries as residences
from incubator.yearly import queries as years
from portal.core import charts, clock
from portal.core.charts import Tile
from portal.core.ui import Fact, Tab

MOST_CLOSED = 5
MOST_LISTED = 12
PER_PAGE = 25


def incubation(request: HttpRequest) -> HttpResponse:
    """The bases by level, and the programmes with their live figures.

    Where there are more bases than a page holds, the wide ones are listed and the rest is one link
    away.
    """
    found = cards.of(list(programmes.public()))
    groups = cards.grouped(found)
    levels = queries.by_level()
    number = sum(len(bases) for _level, bases in levels)
    if number > MOST_LISTED:
        wide = directory.wide()
        levels = [(level, bases) for level, bases in levels if level in wide]
    return render(
        request,
        "incubator/incubation.html",
        {
            "groups": [(heading, shown[:MOST_CLOSED]) for heading, shown in groups],
            "levels": levels,
            "number": number,
            "open": sum(card.figures.days_left is not None for card in found),
        },
    )


def bases(request: HttpRequest) -> HttpResponse:
    """The directory of bases: a schematic map whose links the list holds too, and filters."""
    banners = directory.banners()
    filters = directory.filters_of(request.GET.dict(), banners)
    counts = directory.counts_by_banner(filters)
    page = Paginator(directory.listed(filters), PER_PAGE).get_page(request.GET.get("page"))
    open_now = today.now_of([base.pk for base in page.object_list])
    addresses = {code: _address(request, code) for code in banners}
    return render(
        request,
        "incubator/bases/directory.html",
        {
            "filters": filters,
            "map": _map(banners, counts, addresses),
            "tabs": _tabs(request, filters.place, banners, counts, addresses),
            "banners": [(code, name, counts.get(code, 0)) for code, name in banners.items()],
            "levels": BaseLevel.choices,
            "services": directory.services(),
            "page": page,
            "rows": [(base, open_now[base.pk]) for base in page.object_list],
        },
    )


def base(request: HttpRequest, pk: int) -> HttpResponse:
    """A base: where it is, when it is open, who works there, what it offers and plans."""
    found = pages.base(pk, living=residences.number_in(OuterRef("pk")))
    if found is None:
        raise Http404
    shown = cards.of(list(programmes.of_base(pk)))
    now, week = today.page_of(pk)
    return render(
        request,
        "incubator/bases/base.html",
        {
            "base": found,
            "groups": cards.grouped(shown),
            "beside": pages.beside(pk),
            "now": now,
            "week": week,
            "holiday": now.is_open and today.is_holiday(clock.today()),
            "plan": pages.plan(pk, clock.today().year),
            "facts": [
                *_facts(found, found.living or 0),  # type: ignore[attr-defined] # annotated
                *_grade(pk),
            ],
        },
    )


def _facts(found: Base, living: int) -> list[Fact]:
    return [
        Fact(_("Level"), found.get_level_display()),
        Fact(_("Division"), found.body.division.name),
        Fact(_("Office responsible"), found.office.name),
        Fact(_("Address"), found.address),
        Fact(_("Telephone"), found.phone, url=f"tel:{found.phone}" if found.phone else ""),
        Fact(
            _("Full-time staff"),
            "" if found.full_time_staff is None else str(found.full_time_staff),
        ),
        Fact(_("In residence now"), str(living)),
    ]


def _grade(pk: int) -> list[Fact]:
    """The newest grade of a base, with the way to the grades of all."""
    row = years.latest_grade(pk)
    if row is None:
        return []
    label = _("Grade of the year %(year)s") % {"year": row.year}
    words = f"{row.get_grade_display()} · {admission.points(row.score)}"
    return [Fact(label, words, url=f"{reverse('base_grades')}?year={row.year}")]


def _map(
    banners: dict[str, str], counts: dict[str, int], addresses: dict[str, str]
) -> charts.HexMap:
    """A tile for each banner or district."""
    tiles = {
        code: Tile(name, str(counts.get(code, 0)), counts.get(code, 0), addresses[code])
        for code, name in banners.items()
    }
    return charts.hex_map(directory.ROWS, tiles)


def _tabs(
    request: HttpRequest,
    place: str,
    banners: dict[str, str],
    counts: dict[str, int],
    addresses: dict[str, str],
) -> list[Tab]:
    """The whole city and every banner or district: the same links as on the map."""
    whole = Tab(_("The whole city"), _address(request, ""), sum(counts.values()), not place)
    return [
        whole,
        *(
            Tab(name, addresses[code], counts.get(code, 0), code == place)
            for code, name in banners.items()
        ),
    ]


def _address(request: HttpRequest, place: str) -> str:
    """The directory narrowed down to a place; the other filters stay."""
    given = request.GET.copy()
    given.pop("page", None)
    given.pop("place", None)
    if place:
        given["place"] = place
    return f"{reverse('bases')}?{given.urlencode()}#list"
