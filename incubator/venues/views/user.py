"""Booking a room, and one's bookings, as an organisation or a resident sees them."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from incubator.allowances import amounts
from incubator.allowances import queries as allowances
from incubator.allowances.enums import SupportKind
from incubator.venues import (
    answering,
    asking,
    booking,
    feeds,
    limits,
    offers,
    parties,
    queries,
    replacing,
    series,
)
from incubator.venues.enums import HOLDING, BookingState, RoomKind
from incubator.venues.forms import GROUP, BookForm, add_refusal, initial, offer_value, offered
from incubator.venues.models import Booking, Room
from incubator.venues.offers import Offer, Wish
from incubator.venues.parties import Party
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock, money
from portal.core.reasons import Refused
from portal.core.ui import Fact
from portal.workflow import engine

PAGE = 50
CHIPS = {
    BookingState.ASKED: "in_progress",
    BookingState.BOOKED: "done",
    BookingState.USED: "done",
    BookingState.MISSED: "overdue",
}


@never_cache
def book(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Book a room: once, or every week after a look at what clashes."""
    user, room = signed_in(request), _room(pk)
    known = limits.on(clock.today())
    own = list(bodies.of_ids(parties.bodies_of(user)).order_by("pk"))
    started: dict[str, Any] = {**initial(request.GET, room), "minutes": known.slot * 2}
    started["who"] = str(own[0].pk) if own else GROUP
    form = BookForm(
        request.POST or None,
        room=room,
        slot=known.slot,
        longest=known.longest,
        bodies=own,
        weeks=known.series,
        initial=started,
    )
    near: list[Offer] = []
    if request.method == "POST" and form.is_valid():
        wish = moved(form.wish(), request.POST.get("offer", ""))
        party = _party(form, wish, user)
        if form.cleaned_data["weeks"] > 1:
            return _series(request, form, wish, party)
        try:
            row = booking.book(wish=wish, party=party, by=user)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
            near = _near(refusal, wish, party)
        else:
            _say(request, row)
            return redirect("booking", pk=row.pk)
    values = {
        "room": room,
        "form": form,
        "near": [(offer, offer_value(offer)) for offer in near],
        "limits": known,
        "left": [(body, _left(body.pk)) for body in own],
    }
    return render(request, "incubator/venues/book.html", values)


@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """A booking: when, where, what can still be done."""
    user, row = signed_in(request), _own(request, pk)
    may_cancel = any(step.action == "cancel" for step in engine.possible(row, user))
    values = {
        "row": row,
        "facts": facts(row),
        "chip": CHIPS.get(BookingState(row.status), "refused"),
        "may_cancel": may_cancel and clock.now() < row.starts_at,
        "returns": row.status in HOLDING and answering.returns_allowance(row),
        "until": queries.answer_until(row),
        "limits": limits.on(clock.today()),
        "replacement": Booking.objects.filter(replaces=row).first(),
    }
    return render(request, "incubator/venues/booking.html", values)


def cancel(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Cancel a booking."""
    row = _own(request, pk)
    if request.method == "POST":
        try:
            done = answering.cancel(booking=row, by=signed_in(request))
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            late = done.cancelled_late
            words = _("The booking is cancelled; what it took is lost, it was too late to return.")
            messages.success(request, words if late else _("The booking is cancelled."))
    return redirect("booking", pk=pk)


@never_cache
def offer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A closure took the booking away: take one of the nearest free times with one click."""
    user, row = signed_in(request), _own(request, pk)
    if row.status != BookingState.CLOSED:
        return redirect("booking", pk=pk)
    wish = Wish(row.room, row.day, row.first, row.minutes, row.people, row.purpose)
    if request.method == "POST":
        try:
            made = replacing.take_offer(
                booking=row, wish=moved(wish, request.POST.get("offer", "")), by=user
            )
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
            return redirect("booking_offer", pk=pk)
        _say(request, made)
        return redirect("booking", pk=made.pk)
    replacement = Booking.objects.filter(replaces=row).first()
    near = [] if replacement else offers.nearest(wish, kind=row.user_kind, key=row.user_key)
    values = {
        "row": row,
        "when": queries.when(row.day, row.first, row.until),
        "near": [(found, offer_value(found)) for found in near],
        "replacement": replacement,
    }
    return render(request, "incubator/venues/offer.html", values)


@never_cache
def mine(request: HttpRequest) -> HttpResponseBase:
    """The bookings of a person and their organisations, and the address for a calendar."""
    user, shown = signed_in(request), ""
    if request.method == "POST" and "end" in request.POST:
        feeds.end_address(by=user)
        return redirect("my_bookings")
    if request.method == "POST":
        secret = feeds.new_address(by=user)
        shown = f"{settings.SITE_URL}{reverse('room_feed', args=[secret])}"
    past = "past" in request.GET
    found = queries.mine(user)
    found = (
        found.exclude(status__in=HOLDING).order_by("-day", "-first")
        if past
        else found.filter(status__in=HOLDING)
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    values = {
        "page": page,
        "rows": [(row, CHIPS.get(BookingState(row.status), "refused")) for row in page],
        "past": past,
        "address": feeds.address_of(person=user),
        "shown": shown,
    }
    return render(request, "incubator/venues/mine.html", values)


def facts(row: Booking) -> list[Fact]:
    """A booking in rows: what a user and a worker both see."""
    rows = [
        Fact(_("Room"), row.room.name, url=reverse("room", args=[row.room_id])),
        Fact(_("Base"), row.room.base.body.name, note=row.room.base.address),
        Fact(_("When"), queries.when(row.day, row.first, row.until)),
        Fact(_("Booked for"), parties.shown(row), note=row.get_user_kind_display()),
        Fact(_("What for"), row.purpose),
        Fact(_("How many people"), str(row.people)),
        Fact(
            _("To pay at the base"),
            _("%(money)s yuan") % {"money": money.yuan(row.price_fen)} if row.price_fen else "",
        ),
        Fact(_("Number"), str(row)),
        Fact(_("Telephone of the base"), row.room.base.phone),
    ]
    return [fact for fact in rows if fact.value]


def _series(request: HttpRequest, form: BookForm, wish: Wish, party: Party) -> HttpResponseBase:
    wishes = asking.weekly(wish, form.cleaned_data["weeks"])
    if "confirm" not in request.POST:
        answers = asking.ask_all(wishes, party)
        values = {
            "room": wish.room,
            "form": form,
            "answers": [(queries.when(a.wish.day, a.wish.first, a.wish.until), a) for a in answers],
            "possible": sum(answer.possible for answer in answers),
            "total": len(answers),
            "kept": [(name, value) for name, value in request.POST.items() if name in form.fields],
        }
        return render(request, "incubator/venues/series.html", values)
    done = series.book_series(wishes=wishes, party=party, by=signed_in(request))
    for missed, reasons in done.refused:
        when = queries.when(missed.day, missed.first, missed.until)
        messages.warning(request, f"{when}: {' '.join(str(reason) for reason in reasons)}")
    count = len(done.bookings)
    words = ngettext("%(n)s day is booked.", "%(n)s days are booked.", count) % {"n": count}
    if count:
        messages.success(request, words)
    return redirect("my_bookings")


def moved(wish: Wish, value: str) -> Wish:
    """The wish, at the offered time when a button of an offer was pressed."""
    found = offered(value)
    room = queries.room(found[0]) if found else None
    if found is None or room is None or room.base_id != wish.room.base_id:
        return wish
    return replace(wish, room=room, day=found[1], first=found[2])


def _near(refusal: Refused, wish: Wish, party: Party) -> list[Offer]:
    if not asking.HELPED_BY_OFFERS & refusal.codes:
        return []
    return offers.nearest(wish, kind=party.kind, key=party.key)


def _party(form: BookForm, wish: Wish, user: User) -> Party:
    who = form.cleaned_data["who"]
    if who == GROUP:
        return parties.of_group(user, form.cleaned_data["group_name"])
    return parties.of_body(bodies.body(int(who)), wish.day)


def _say(request: HttpRequest, row: Booking) -> None:
    waits = row.status == BookingState.ASKED
    words = _("The time is held for you; the base answers soon.")
    messages.success(request, words if waits else _("The room is booked."))


def _left(body_id: int) -> str:
    row = allowances.current(body_id, SupportKind.ROOMS, clock.today())
    return amounts.hours(row.granted - row.used) if row else ""


def _room(pk: int) -> Room:
    found = queries.room(pk)
    if found is None or found.kind == RoomKind.DESK:
        raise Http404
    return found


def _own(request: HttpRequest, pk: int) -> Booking:
    found = queries.mine(signed_in(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
