"""Bookings as the people of a base see them: today, answers, callers, no-shows, door sheets."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.bases import queries as bases
from incubator.venues import answering, booking, feeds, limits, offers, parties, queries, revealing
from incubator.venues.enums import HOLDING, BookingState, RoomKind, UserKind
from incubator.venues.forms import CallerForm, add_refusal, day_of, initial, offer_value
from incubator.venues.models import Booking, Room
from incubator.venues.offers import Offer
from incubator.venues.parties import Party
from incubator.venues.room_forms import WordsForm
from incubator.venues.views.user import CHIPS, facts, moved
from portal.accounts.queries import signed_in
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.core.ui import Fact, Tab
from portal.permissions import Permission
from portal.workflow import engine

PAGE = 50
WEEK = 7
ACTS = {
    "approve": lambda row, by, words: answering.approve(booking=row, by=by),
    "decline": lambda row, by, words: answering.decline(booking=row, by=by, words=words),
    "cancel_for": lambda row, by, words: answering.cancel_for(booking=row, by=by, words=words),
    "miss": lambda row, by, words: answering.miss(booking=row, by=by),
}


@never_cache
def bookings(request: HttpRequest) -> HttpResponse:
    """The bookings of the worker's bases: those to answer, a day, or filtered as figures link."""
    kept = queries.kept(signed_in(request))
    today = clock.today()
    view = request.GET.get("view", "day")
    day = day_of(request.GET.get("day", ""), today)
    waiting = kept.filter(status=BookingState.ASKED)
    found = waiting.order_by("starts_at") if view == "waiting" else _narrowed(kept, request, day)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    number = waiting.count()
    address = reverse("bookings_kept")
    values = {
        "page": page,
        "rows": [
            (row, parties.shown(row), CHIPS.get(BookingState(row.status), "refused"))
            for row in page
        ],
        "tabs": [
            Tab(_("Of one day"), address, None, view == "day"),
            Tab(_("To answer"), f"{address}?view=waiting", number, view == "waiting"),
        ],
        "view": view,
        "day": day,
        "today": today,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
    }
    return render(request, "incubator/venues/bookings.html", values)


@never_cache
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A booking with what can be done about it now."""
    user = signed_in(request)
    row = queries.seen_in_office(user).select_related("by").filter(pk=pk).first()
    if row is None:
        raise Http404
    possible = {step.action for step in engine.possible(row, user)} & ACTS.keys()
    form = WordsForm(request.POST or None)
    action = request.POST.get("action", "")
    if request.method == "POST" and action in ACTS and form.is_valid():
        try:
            ACTS[action](row, user, form.cleaned_data["words"])
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("Noted. The user is told."))
            return redirect("booking_kept", pk=pk)
    begun = clock.now() >= row.starts_at
    values = {
        "row": row,
        "facts": [*facts(row), *_caller(row)],
        "form": form,
        "chip": _chip(row),
        "may_answer": "approve" in possible and not begun,
        "may_cancel": "cancel_for" in possible and not begun,
        "may_miss": "miss" in possible and begun,
        "until": queries.answer_until(row),
        "marking_until": queries.marking_until(row.ends_at),
        "approval_until": queries.approval_until(row.user_key, clock.today()),
        "keeps": bases.may(user, Permission.BOOKING_KEEP, row.room.base),
        "may_reveal": bases.may(user, Permission.PERSONAL_REVEAL, row.room.base),
    }
    return render(request, "incubator/venues/booking_kept.html", values)


@never_cache
def reveal(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The caller's whole name and number, for a reason that stays in the history."""
    row = _kept(request, pk)
    if not row.caller_phone:
        raise Http404
    form, shown = WordsForm(request.POST or None), ("", "")
    if request.method == "POST" and form.is_valid():
        try:
            shown = revealing.reveal(
                booking=row, by=signed_in(request), reason=form.cleaned_data["words"]
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
    form.fields["words"].help_text = ""
    values = {"row": row, "form": form, "name": shown[0], "phone": shown[1]}
    return render(request, "incubator/venues/reveal.html", values)


@never_cache
def for_caller(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter a booking for somebody who calls or comes."""
    user, room = signed_in(request), _room(request, pk)
    known = limits.on(clock.today())
    form = CallerForm(
        request.POST or None,
        room=room,
        slot=known.slot,
        longest=known.longest,
        initial={**initial(request.GET, room), "minutes": known.slot * 2, "came": "phone"},
    )
    near: list[Offer] = []
    if request.method == "POST" and form.is_valid():
        wish = moved(form.wish(), request.POST.get("offer", ""))
        try:
            party = _party(form, wish.day)
            row = booking.book(wish=wish, party=party, by=user, channel=form.cleaned_data["came"])
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
            if {"taken", "room_closed"} & refusal.codes:
                near = offers.nearest(wish, kind=party.kind, key=party.key)
        else:
            messages.success(request, _("The room is booked. Print the slip or read it out."))
            return redirect("booking_slip", pk=row.pk)
    values = {
        "room": room,
        "form": form,
        "near": [(offer, offer_value(offer)) for offer in near],
        "limits": known,
    }
    return render(request, "incubator/venues/for_caller.html", values)


@never_cache
def slip(request: HttpRequest, pk: int) -> HttpResponse:
    """The slip of paper for somebody without an account."""
    row = _kept(request, pk)
    values = {"row": row, "facts": facts(row), "limits": limits.on(row.day)}
    return render(request, "incubator/venues/slip.html", values)


@never_cache
def door_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet for the door: a week's bookings of the room, and the QR of its page."""
    room = _room(request, pk)
    today = clock.today()
    first = day_of(request.GET.get("from", ""), today)
    span = 1 if "day" in request.GET else WEEK
    week = [first + timedelta(days=n) for n in range(span)]
    found: dict[date, list[tuple[Booking, str]]] = {day: [] for day in week}
    for row in queries.on_days([room.pk], week[0], week[-1]):
        if row.status in HOLDING:
            found[row.day].append((row, parties.shown(row)))
    values = {
        "room": room,
        "days": list(found.items()),
        "address": f"{settings.SITE_URL}{reverse('room', args=[room.pk])}",
        "made": clock.now(),
    }
    return render(request, "incubator/venues/door_sheet.html", values)


@never_cache
def room_feed_address(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The secret calendar address of a room, for the screen at the door or the base's calendar."""
    user, room, shown = signed_in(request), _room(request, pk), ""
    if request.method == "POST" and "end" in request.POST:
        feeds.end_address(by=user, room=room)
        return redirect("room_feed_address", pk=pk)
    if request.method == "POST":
        secret = feeds.new_address(by=user, room=room)
        shown = f"{settings.SITE_URL}{reverse('room_feed', args=[secret])}"
    values = {"room": room, "address": feeds.address_of(room=room), "shown": shown}
    return render(request, "incubator/venues/feed_address.html", values)


def _chip(row: Booking) -> str:
    return CHIPS.get(BookingState(row.status), "refused")


def _narrowed(kept: Any, request: HttpRequest, day: date) -> Any:
    """A day, or the bookings a figure counted: room, kind of user, from, until."""
    query = request.GET
    if "from" not in query:
        return kept.filter(day=day).order_by("first", "room__name", "pk")
    first, last = day_of(query["from"], day), day_of(query.get("until", ""), day)
    found = kept.filter(day__range=(first, last))
    if query.get("room", "").isdigit() and len(query["room"]) < 18:
        found = found.filter(room=int(query["room"]))
    if query.get("kind") in UserKind.values:
        found = found.filter(user_kind=query["kind"])
    if query.get("state") in BookingState.values:
        found = found.filter(status=query["state"])
    elif query.get("state") == "taken":
        found = found.filter(status__in=[BookingState.BOOKED, BookingState.USED])
    return found.order_by("day", "first", "pk")


def _party(form: CallerForm, day: date) -> Party:
    given = form.cleaned_data
    words = given["organisation"].strip()
    if not words:
        return parties.of_caller(given["caller_name"], given["caller_phone"])
    body = bodies.with_code(words) or bodies.named(words).first()
    if body is None:
        raise Refused(
            Reason(
                "organisation_unknown",
                _("No organisation is named “%(name)s”."),
                _("Enter the whole name or the credit code, or leave it empty."),
                params={"name": words},
            )
        )
    return parties.of_body(
        body, day, caller_name=given["caller_name"], caller_phone=given["caller_phone"]
    )


def _caller(row: Booking) -> list[Fact]:
    phone = parties.masked_phone(row)
    by = row.by.get_full_name() if row.by else ""
    found = [
        Fact(_("Caller's telephone"), phone),
        Fact(_("Entered by"), by),
        Fact(_("Came in"), row.case.get_channel_display() if row.case else ""),
        Fact(_("Said"), row.note),
    ]
    return [fact for fact in found if fact.value]


def _kept(request: HttpRequest, pk: int) -> Booking:
    found = queries.kept(signed_in(request)).select_related("by").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _room(request: HttpRequest, pk: int) -> Room:
    user = signed_in(request)
    kept = queries.kept_by(user, Permission.BOOKING_KEEP).exclude(kind=RoomKind.DESK)
    found = kept.filter(pk=pk).first()
    if found is None or not bases.may(user, Permission.BOOKING_KEEP, found.base):
        raise Http404
    return found
