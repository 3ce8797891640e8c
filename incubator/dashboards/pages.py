"""A dashboard put together, in a constant number of queries."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.dashboards import granted, numbers, pictures, waiting
from incubator.dashboards.figure import Figure
from incubator.dashboards.figures import FIGURES
from incubator.dashboards.numbers import Tally
from incubator.dashboards.pictures import Picture
from incubator.dashboards.scope import Scope
from incubator.dashboards.waiting import Waiting

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as it is read, with the list behind it."""

    label: Any
    value: str
    unit: Any
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything a dashboard shows."""

    waiting: list[Waiting]
    figures: list[Shown]
    pictures: dict[str, Picture]


def dashboard(scope: Scope) -> Dashboard:
    """The whole dashboard of a scope."""
    found = numbers.tally(scope)
    lent, there = found.total("lent"), found.total("desks")
    desks_note = _("of %(number)s, %(free)s free") % {"number": there, "free": max(0, there - lent)}
    shown = [
        _shown(scope, "residents", found.total("tier")),
        _shown(scope, "desks", lent, desks_note),
        _shown(scope, "training", found.total("training")),
        _shown(scope, "graduates", found.total("graduates")),
        _shown(scope, "money", found.total("money")),
    ]
    drawn = {code: draw(found, scope) for code, draw in PICTURES.items()}
    waits = waiting.shown(found.one["waiting"], lambda code: list_url(scope, code))
    return Dashboard(waits[:SHOWN], shown, drawn)


def figure(code: str) -> Figure | None:
    """The figure, the kind of waiting or the kind of support with this code."""
    return (FIGURES | waiting.FIGURES | granted.FIGURES).get(code)


def picture(scope: Scope, code: str) -> Picture:
    """One picture, for its table as a file. Raises KeyError for an unknown code."""
    return PICTURES[code](numbers.tally(scope), scope)


def list_url(scope: Scope, code: str) -> str:
    """The address of the list behind a figure, in the same scope."""
    return f"{reverse('base_figure', args=[scope.base.pk, code])}?{scope.query}"


def _shown(scope: Scope, code: str, value: int, note: str = "") -> Shown:
    found = FIGURES[code]
    return Shown(found.label, found.words(value), found.unit, list_url(scope, code), note)


def _ways(scope: Scope) -> dict[str, str]:
    """The dashboards of the banners' bases by the banner's code."""
    return {
        code: f"{reverse('base_dashboard', args=[pk])}?{scope.query}"
        for code, pk in scope.banner_bases.items()
    }


PICTURES: dict[str, Callable[[Tally, Scope], Picture]] = {
    "tiers": lambda found, scope: pictures.tiers(
        found, numbers.tier_names(), list_url(scope, "residents")
    ),
    "months": lambda found, scope: pictures.months(
        found, scope, {code: list_url(scope, code) for code in ("applications", "graduates")}
    ),
    "rooms": lambda _found, scope: pictures.room_use(scope),
    "banners": lambda found, scope: pictures.banners(found, _ways(scope)),
    "support": lambda found, scope: pictures.support(
        found, lambda kind: list_url(scope, granted.code(kind))
    ),
}
