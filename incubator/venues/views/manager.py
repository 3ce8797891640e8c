"""Keeping rooms: adding and changing them, closures, desks."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from incubator.bases import queries as bases
from incubator.venues import closing, operations, queries
from incubator.venues.enums import RoomKind
from incubator.venues.forms import add_refusal
from incubator.venues.models import Room
from incubator.venues.room_forms import ClosureForm, NewRoomForm, RoomForm
from portal.accounts.models import User
from portal.accounts.queries import signed_in
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission

PAGE = 50
MANAGE = Permission.ROOM_MANAGE


@never_cache
def rooms(request: HttpRequest) -> HttpResponse:
    """The rooms of the bases a person keeps."""
    found = queries.kept_by(signed_in(request)).order_by("-active", "base", "name", "pk")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    values = {"page": page, "desk": RoomKind.DESK}
    return render(request, "incubator/venues/rooms.html", values)


@never_cache
def add(request: HttpRequest) -> HttpResponseBase:
    """Add a room."""
    user = signed_in(request)
    found = bases.where(user, MANAGE)
    form = NewRoomForm(
        request.POST or None, bases=found, initial={"base": found.order_by("pk").first()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.add_room(base=form.cleaned_data["base"], by=user, **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The room is added."))
            return redirect("rooms_kept")
    return render(request, "incubator/venues/room_edit.html", {"form": form})


@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a room."""
    user = signed_in(request)
    found = queries.kept_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    form = RoomForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            operations.save_room(room=found, by=user, **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            messages.success(request, _("The room is saved."))
            return redirect("rooms_kept")
    return render(request, "incubator/venues/room_edit.html", {"form": form, "room": found})


@never_cache
def closures(request: HttpRequest) -> HttpResponseBase:
    """Closures, and closing a room or a base: everybody booked is told and offered a time."""
    user = signed_in(request)
    today = clock.today()
    form = ClosureForm(
        request.POST or None,
        rooms=_rooms(user),
        bases=bases.where(user, MANAGE),
        initial={"first_day": today, "last_day": today, "what": request.GET.get("what", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            _made, gone = closing.close(by=user, **form.values)
        except Refused as refusal:
            add_refusal(form, refusal.reasons)
        else:
            count = len(gone)
            words = ngettext(
                "Closed. %(n)s booking ended; its user is told and offered the nearest free time.",
                "Closed. %(n)s bookings ended; their users are told and offered the nearest free "
                "times.",
                count,
            )
            messages.success(request, words % {"n": count})
            return redirect("room_closures")
    page = Paginator(queries.closures(user), PAGE).get_page(request.GET.get("page"))
    values = {"form": form, "page": page, "now": clock.now()}
    return render(request, "incubator/venues/closures.html", values)


def lift(request: HttpRequest, pk: int) -> HttpResponseBase:
    """End a closure early."""
    user = signed_in(request)
    found = queries.closures(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        try:
            closing.lift(closure=found, by=user)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, str(reason))
        else:
            messages.success(request, _("The closure is lifted; the time can be booked again."))
    return redirect("room_closures")


def _rooms(user: User) -> list[Room]:
    return list(queries.kept_by(user).filter(active=True).order_by("base", "name", "pk"))
