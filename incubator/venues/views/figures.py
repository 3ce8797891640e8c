"""How the rooms are used: figures with the lists they count, and the table to take away."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.venues import limits, statistics
from incubator.venues.forms import day_of
from incubator.venues.times import HOUR
from portal.accounts.queries import signed_in
from portal.core import charts, clock, days, downloads
from portal.permissions import Permission

DEFAULT = 29
LONGEST = 366


@never_cache
def use(request: HttpRequest) -> HttpResponse:
    """The use of the rooms between two days."""
    found, first, last = _asked(request)
    read = statistics.read([base.pk for base in found], first, last)
    known = limits.on(clock.today())
    rows = read.by_room()
    values = {
        "chosen": request.GET.get("base", ""),
        "all": bases.where(signed_in(request), Permission.BASE_DASHBOARD),
        "first": first,
        "last": last,
        "rooms": rows,
        "kinds": read.by_user_kind(),
        "heat": _drawn(read),
        "heat_title": _finding(read),
        "unused": statistics.unused([base.pk for base in found], clock.today(), known.unused),
        "stood": _("Nobody has used these rooms for %(n)s days") % {"n": known.unused},
        "numbers": _numbers(rows),
        "query": f"from={first.isoformat()}&until={last.isoformat()}",
    }
    return render(request, "incubator/venues/use.html", values)


@never_cache
def use_csv(request: HttpRequest) -> HttpResponse:
    """The same rooms as a file for a spreadsheet."""
    found, first, last = _asked(request)
    heads = (
        _("Base"), _("Room"), _("Bookings"), _("Hours used"), _("Hours open"), "%", _("No-shows"),
    )  # fmt: skip
    rows = statistics.by_room([base.pk for base in found], first, last)
    name = f"rooms-{first:%Y%m%d}-{last:%Y%m%d}"
    return downloads.csv_file(name, heads, (_cells(row) for row in rows))


def _cells(row: statistics.RoomUse) -> list[object]:
    return [
        row.room.base.body.name,
        row.room.name,
        row.number,
        round(row.minutes / HOUR, 2),
        round(row.open_minutes / HOUR, 2),
        row.share,
        row.missed,
    ]


def _drawn(read: statistics.Use) -> charts.Heat:
    grid = read.heat()
    hours = [hour for hour in range(24) if any(row.open[hour] or row.used[hour] for row in grid)]
    shares = {
        (row.weekday, hour): share
        for row in grid
        for hour in hours
        if (share := row.shares[hour]) is not None
    }
    columns = [(hour, str(hour)) for hour in hours]
    return charts.heat(list(enumerate(days.WEEKDAYS)), columns, shares)


def _finding(read: statistics.Use) -> str:
    """What the grid shows first: the fullest hour of the week."""
    found = [
        (share, row.weekday, hour)
        for row in read.heat()
        for hour, share in enumerate(row.shares)
        if share
    ]
    if not found:
        return _("Nobody has used a room in this time")
    share, weekday, hour = max(found, key=lambda one: (one[0], -one[1], -one[2]))
    return _("Fullest on %(day)s at %(hour)s:00, %(share)s %% used") % {
        "day": days.WEEKDAYS[weekday],
        "hour": hour,
        "share": share,
    }


def _numbers(rows: list[statistics.RoomUse]) -> list[dict[str, Any]]:
    minutes, opened = sum(r.minutes for r in rows), sum(r.open_minutes for r in rows)
    share = statistics.percent(minutes, opened)
    return [
        {"value": sum(row.number for row in rows), "label": _("Bookings")},
        {"value": minutes // HOUR, "unit": _("h"), "label": _("hours used")},
        {"value": share, "unit": "%", "label": _("of the open time used")},
        {"value": sum(row.missed for row in rows), "label": _("No-shows")},
    ]


def _asked(request: HttpRequest) -> tuple[list[Base], date, date]:
    found = list(bases.where(signed_in(request), Permission.BASE_DASHBOARD).order_by("pk"))
    if request.GET.get("base"):
        found = [base for base in found if str(base.pk) == request.GET["base"]]
    last = day_of(request.GET.get("until", ""), clock.today())
    first = day_of(request.GET.get("from", ""), last - timedelta(days=DEFAULT))
    return found, min(max(first, last - timedelta(days=LONGEST)), last), last
