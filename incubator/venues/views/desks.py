"""Desks, as a manager lends them and takes them back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from incubator.residence import queries as residences
from incubator.venues import lending, queries
from incubator.venues.enums import RoomKind
from incubator.venues.forms import add_refusal
from incubator.venues.models import DeskLoan, Room
from incubator.venues.room_forms import DeskForm
from incubator.venues.views.manager import PAGE
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused


@never_cache
def desks(request: HttpRequest) -> HttpResponseBase:
    """The desks of the bases: who has which until when, and lending one."""
    user = signed_in(request)
    desk_rooms = {
        room.pk: room
        for room in queries.kept_by(user).filter(active=True, kind=RoomKind.DESK).order_by("pk")
    }
    living = {
        row.pk: row
        for row in residences.running().filter(base__in={r.base_id for r in desk_rooms.values()})
    }
    form = DeskForm(
        request.POST or None,
        desks=[
            (f"{room.pk} {number}", _desk_words(room, number))
            for room in desk_rooms.values()
            for number in range(1, room.capacity + 1)
        ],
        residences=[(str(row.pk), row.body.shown_name) for row in living.values()],
        initial={"begins_on": clock.today()},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        room, number = (int(word) for word in given["desk"].split())
        try:
            lending.lend(
                room=desk_rooms[room],
                number=number,
                residence=living[int(given["residence"])],
                begins_on=given["begins_on"],
                ends_on=given["ends_on"],
                by=user,
            )
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The desk is lent."))
            return redirect("desks_kept")
    page = Paginator(lending.loans(user), PAGE).get_page(request.GET.get("page"))
    values: dict[str, Any] = {
        "form": form if desk_rooms and living else None,
        "page": page,
        "rooms": desk_rooms.values(),
        "total": sum(room.capacity for room in desk_rooms.values()),
        "today": clock.today(),
    }
    return render(request, "incubator/venues/desks.html", values)


def desk_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A desk is handed back."""
    user = signed_in(request)
    found: DeskLoan | None = lending.loans(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            lending.take_back(loan=found, by=user)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("The desk is handed back."))
    return redirect("desks_kept")


def _desk_words(room: Room, number: int) -> str:
    return _("%(room)s, desk %(number)s (%(base)s)") % {
        "room": room.name,
        "number": number,
        "base": room.base.body.name,
    }
