"""The pictures of a dashboard, each headed by what it shows first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.allowances import amounts
from incubator.allowances.enums import SupportKind
from incubator.dashboards import numbers
from incubator.dashboards.numbers import Tally
from incubator.dashboards.scope import Scope
from incubator.venues import statistics as rooms
from portal.bodies import queries as places
from portal.core import charts, days
from portal.core.charts import Part, Tile

ROWS = (
    ("150625", "150621", "150622"),
    ("150624", "150603", "150602"),
    ("150623", "150626", "150627"),
)
LATELY = timedelta(days=55)
Table = tuple[list[str], list[list[str]]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its finding, what it is drawn from, and the same numbers as a table."""

    title: str
    drawn: Any
    table: Table


def tiers(found: Tally, names: list[tuple[int, str]], list_url: str) -> Picture:
    """Organisations in residence by tier; each leads to its own of ``list_url``."""
    counted = found.by_tier()
    values = [(name, counted.get(pk, 0), f"{list_url}&tier={pk}") for pk, name in names]
    most = max(values, key=lambda value: value[1], default=("", 0, ""))
    title = _("Most are in “%(tier)s”") % {"tier": most[0]} if most[1] else _("Nobody yet")
    table = [[name, str(number)] for name, number, _url in values]
    return Picture(title, values, ([_("Tier"), _("Organisations")], table))


def months(found: Tally, scope: Scope, lists: Mapping[str, str]) -> Picture:
    """Applications and graduations by month; ``lists`` are the addresses of both lists."""
    heads = numbers.months(scope)
    first = _series(heads, found.by_month("applications"))
    second = _series(heads, found.by_month("graduates"))
    names = pgettext("series", "applications"), pgettext("series", "graduations")
    labels = [_month(day) for day in heads]
    table = [
        [label, str(one), str(two)] for label, one, two in zip(labels, first, second, strict=True)
    ]
    title = _("Applications and graduations by month")
    if any(first):
        peak = heads[first.index(max(first))]
        title = _("Most applications came in %(month)s") % {"month": _month(peak)}
    ways = [
        [f"{lists[code]}&month={day.month}" for day in heads]
        for code in ("applications", "graduates")
    ]
    drawn = charts.lines(labels, [(names[0], first), (names[1], second)], ways)
    return Picture(title, drawn, ([_("Month"), *names], table))


def room_use(scope: Scope) -> Picture:
    """How full the rooms were by weekday and hour in the last eight weeks of the scope."""
    first = max(scope.first, scope.last - LATELY)
    rows = rooms.heat(sorted(scope.bases), first, scope.last)
    hours = [hour for hour in range(24) if any(row.open[hour] for row in rows)]
    shares = {
        (row.weekday, hour): share
        for row in rows
        for hour in hours
        if (share := row.shares[hour]) is not None
    }
    drawn = charts.heat(
        list(enumerate(days.WEEKDAYS)), [(hour, str(hour)) for hour in hours], shares
    )
    table = [
        [str(days.WEEKDAYS[day]), *(str(shares.get((day, hour), "")) for hour in hours)]
        for day in range(7)
    ]
    title = _("When rooms are used")
    if any(shares.values()):
        day, hour = max(shares, key=lambda key: shares[key])
        known = {"day": days.WEEKDAYS[day], "hour": hour, "share": shares[day, hour]}
        title = _("Fullest on %(day)s from %(hour)s:00: %(share)s%%") % known
    return Picture(title, drawn, ([_("Day"), *(str(hour) for hour in hours)], table))


def banners(found: Tally, ways: Mapping[str, str]) -> Picture:
    """Organisations in residence by banner; ``ways`` lead to the base of each that has one."""
    named = {row.code: row.name for row in places.banners()}
    counted = found.by_banner()
    tiles = {
        code: Tile(name, str(number), number, ways.get(code, ""), lacking=not number)
        for code, name in named.items()
        for number in [counted.get(code, 0)]
    }
    none = [tile.label for tile in tiles.values() if tile.lacking]
    title = _("Every banner has organisations in residence")
    if none:
        title = _("Nobody in residence yet in %(number)s banners") % {"number": len(none)}
    table = [[str(tile.label), tile.words] for tile in tiles.values()]
    return Picture(
        title, charts.hex_map(ROWS, tiles), ([_("Banner or district"), _("Organisations")], table)
    )


def support(found: Tally, way: Callable[[str], str]) -> Picture:
    """How much of each kind of support is used; ``way`` leads to the list of a kind."""
    parts = [
        _part(kind, found.two["support"][kind], granted, way(kind))
        for kind, granted in sorted(found.one["support"].items())
    ]
    drawn = charts.bullets(parts)
    title = _("Support that is used")
    if drawn:
        fullest = max(drawn, key=lambda bar: bar.percent)
        title = _("“%(kind)s” is used up to %(share)s%%") % {
            "kind": fullest.label,
            "share": fullest.percent,
        }
    table = [[str(part.label), part.words[0], part.words[2]] for part in parts]
    heads = [_("Support"), pgettext("support", "used"), pgettext("support", "granted")]
    return Picture(title, drawn, (heads, table))


def _part(kind: str, used: int, granted: int, url: str) -> Part:
    """Kinds are counted in different units, so each bar is drawn on a scale of its own."""
    share = used * 1000 // granted if granted else 0
    words = (
        amounts.words(kind, used),
        amounts.words(kind, granted - used),
        amounts.words(kind, granted),
    )
    return Part(SupportKind(kind).label, share, 0, 1000, words, url)


def _series(heads: list[date], found: Mapping[int, int]) -> list[int]:
    return [found.get(day.month, 0) for day in heads]


def _month(day: date) -> str:
    return str(days.MONTHS[day.month - 1])
