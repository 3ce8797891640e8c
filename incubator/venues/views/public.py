"""Rooms for everybody: find one, look at its free times."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from incubator.allowances import amounts
from incubator.bases import queries as bases
from incubator.venues import feed, feeds, free, limits, queries
from incubator.venues.enums import OpenTo, RoomKind
from incubator.venues.forms import FindForm, day_of
from incubator.venues.models import Room
from portal.bodies import queries as places
from portal.core import clock, money
from portal.core.ui import Fact

PAGE = 50
WEEK = 7


def find(request: HttpRequest) -> HttpResponse:
    """Find a room in the city: what is free on a day, with seats, equipment and place."""
    form = FindForm(request.GET)
    rooms, chosen = _chosen(form)
    place = form.value("place", "")
    if place:
        rooms = [room for room in rooms if room.base.body.division_id.startswith(place)]
    values = _listed(request, form, rooms)
    return render(request, "incubator/venues/find.html", {**values, **chosen})


def base_rooms(request: HttpRequest, pk: int) -> HttpResponse:
    """The rooms of a base and what is free on a day."""
    base = bases.base(pk)
    if base is None or not base.active:
        raise Http404
    form = FindForm(request.GET)
    rooms, chosen = _chosen(form, base=pk)
    values = {**_listed(request, form, rooms), **chosen, "base": base}
    return render(request, "incubator/venues/base_rooms.html", values)


def room(request: HttpRequest, pk: int) -> HttpResponse:
    """A room: what it holds, who may book it, and its free times of a week."""
    found = queries.room(pk)
    if found is None:
        raise Http404
    known, today = limits.on(clock.today()), clock.today()
    first = _day(request.GET.get("from", ""), today, known.ahead)
    last = min(first + timedelta(days=WEEK - 1), today + timedelta(days=known.ahead))
    state = free.read([found], first, last)
    week = timedelta(days=WEEK)
    values = {
        "room": found,
        "facts": facts(found),
        "free": [] if found.kind == RoomKind.DESK else [state.of(found, d) for d in state.days()],
        "before": max(first - week, today) if first > today else None,
        "after": first + week if first + week <= today + timedelta(days=known.ahead) else None,
        "limits": known,
        "today": today,
    }
    return render(request, "incubator/venues/room.html", values)


def room_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar behind a secret address; an ended one is a 404."""
    found = feeds.bookings_of(secret)
    if found is None:
        raise Http404
    return HttpResponse(feed.render(found), content_type="text/calendar; charset=utf-8")


def facts(found: Room) -> list[Fact]:
    """What a room's page tells in its panel."""
    fen = found.price_fen_per_hour
    paid = _("%(money)s yuan an hour, paid at the base") % {"money": money.yuan(fen)}
    price = paid if fen else _("free of charge")
    seats = ngettext("%(n)s seat", "%(n)s seats", found.capacity) % {"n": found.capacity}
    hours = f"{found.opens:%H:%M}–{found.closes:%H:%M}" if found.opens and found.closes else ""
    rows = [
        Fact(_("Base"), found.base.body.name, note=found.base.address),
        Fact(_("In the house"), found.place),
        Fact(_("Kind"), found.get_kind_display()),
        Fact(_("Seats"), seats),
        Fact(_("Area"), f"{found.area} m²" if found.area else ""),
        Fact(_("Equipment"), "、".join(found.things)),
        Fact(_("Steps"), _("reached without steps") if found.step_free else ""),
        Fact(_("Price"), price),
        Fact(_("Who may book"), OpenTo(found.open_to).label),
        Fact(_("Bookable"), hours or _("in the hours of the base"), note=found.base.hours),
        Fact(_("Telephone"), found.base.phone),
    ]
    return [row for row in rows if row.value]


def _chosen(form: FindForm, **fixed: Any) -> tuple[list[Room], dict[str, Any]]:
    wanted = Q(**fixed)
    if kind := form.value("kind"):
        wanted &= Q(kind=kind)
    if seats := form.value("seats"):
        wanted &= Q(capacity__gte=seats)
    if thing := form.value("equipment"):
        wanted &= Q(equipment__icontains=thing)
    if form.value("step_free"):
        wanted &= Q(step_free=True)
    rooms = queries.bookable().filter(wanted).order_by("base__body__division", "base", "name", "pk")
    narrowed = {
        "kinds": [pair for pair in RoomKind.choices if pair[0] != RoomKind.DESK],
        "banners": [] if fixed else list(places.banners()),
    }
    return list(rooms), narrowed


def _listed(request: HttpRequest, form: FindForm, rooms: list[Room]) -> dict[str, Any]:
    today = clock.today()
    known = limits.on(today)
    day = form.value("day", today)
    latest = today + timedelta(days=known.ahead)
    day = min(max(day, today), latest)
    minutes = max(form.value("minutes", known.slot), known.slot)
    state = free.read(rooms, day, day)
    rows = [state.of(one, day) for one in rooms]
    fit = [row for row in rows if any(b - a >= minutes for a, b in row.spans)]
    return {
        "form": form,
        "chosen": {name: form.value(name, "") for name in form.fields},
        "day": day,
        "today": today,
        "latest": latest,
        "before": day - timedelta(days=1) if day > today else None,
        "after": day + timedelta(days=1) if day < latest else None,
        "minutes": minutes,
        "lengths": [(n, amounts.hours(n)) for n in (30, 60, 90, 120, 180, 240)],
        "page": Paginator(fit, PAGE).get_page(request.GET.get("page")),
        "without": len(rows) - len(fit),
        "narrowed": bool(request.GET),
    }


def _day(text: str, today: date, ahead: int) -> date:
    return min(max(day_of(text, today), today), today + timedelta(days=ahead))
