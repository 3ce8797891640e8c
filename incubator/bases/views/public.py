"""Bases and the programmes at them, for everybody."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries
from incubator.programmes import cards
from incubator.programmes import queries as programmes
from incubator.residence import queries as residences
from portal.core.ui import Fact

MOST_CLOSED = 5


def incubation(request: HttpRequest) -> HttpResponse:
    """The bases by level, and the programmes with their live figures."""
    found = cards.of(list(programmes.public()))
    groups = cards.grouped(found)
    return render(
        request,
        "incubator/incubation.html",
        {
            "groups": [(heading, shown[:MOST_CLOSED]) for heading, shown in groups],
            "levels": queries.by_level(),
            "open": sum(card.figures.days_left is not None for card in found),
        },
    )


def base(request: HttpRequest, pk: int) -> HttpResponse:
    """A base: where it is, who keeps it, which programmes it offers."""
    found = queries.base(pk)
    if found is None:
        raise Http404
    shown = cards.of(list(programmes.of_base(pk)))
    return render(
        request,
        "incubator/bases/base.html",
        {
            "base": found,
            "groups": cards.grouped(shown),
            "below": queries.public().filter(parent=pk),
            "facts": [
                Fact(_("Level"), found.get_level_display()),
                Fact(_("Division"), found.body.division.name),
                Fact(_("Office responsible"), found.office.name),
                Fact(_("Address"), found.address),
                Fact(_("Telephone"), found.phone, url=f"tel:{found.phone}" if found.phone else ""),
                Fact(_("Opening hours"), found.hours),
                Fact(_("In residence now"), str(residences.counts_by_base().get(pk, 0))),
            ],
        },
    )
