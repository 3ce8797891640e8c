"""Booking a room: at most one user has a time, whatever many ask for at the same moment."""

from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.allowances import operations as allowances
from incubator.allowances.enums import SupportKind
from incubator.bases import queries as bases
from incubator.venues import asking, limits, parties, queries, taking, telling, times
from incubator.venues.models import Booking, Room
from incubator.venues.offers import Wish
from incubator.venues.parties import Party
from portal.accounts.models import User
from portal.core import clock, sealed
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission
from portal.workflow import engine
from portal.workflow.models import Channel


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of a series: what was booked, and each day that could not be."""

    bookings: list[Booking] = field(default_factory=list)
    refused: list[tuple[Wish, tuple[Reason, ...]]] = field(default_factory=list)


def book(
    *,
    wish: Wish,
    party: Party,
    by: User | None,
    channel: str = Channel.WEB,
    series: str = "",
    replaces: Booking | None = None,
    note: str = "",
) -> Booking:
    """Book a time; it waits for the base's approval where the room, or a user's no-shows, ask it.

    ``by`` None is the portal itself (demo city). Raises Refused with every reason of
    ``conditions.BOOK``, and ``not_permitted``, ``offer_taken``. Whoever comes second is told
    ``taken`` with the nearest free times; most of them before anything is locked.
    """
    _permit(wish.room, party, by)
    _refuse(wish, party)
    try:
        with transaction.atomic():
            room = lock_room(wish.room.pk)
            asked = replace(wish, room=room)
            _refuse(asked, party, near=False)
            row = _opened(room, asked, party, by, channel, series, replaces, note)
            return _settled(row, room, asked, party, by)
    except Refused:
        _refuse(wish, party)
        raise


def _refuse(wish: Wish, party: Party, *, near: bool = True) -> None:
    """``near``: with the nearest free times, which are looked for when nothing is locked."""
    answer = asking.ask(wish, party, near=near)
    if answer.reasons:
        raise Refused(*answer.reasons)


def _settled(row: Booking, room: Room, wish: Wish, party: Party, by: User | None) -> Booking:
    """Take the time, the allowance and the place in the week; then booked or held."""
    known = limits.on(clock.today())
    taking.take(row, known)
    paid = asking.allowance_left(party, wish) is not None
    if paid and party.body is not None:
        allowances.take(
            body_id=party.body.pk,
            kind=SupportKind.ROOMS,
            amount=row.minutes,
            about=row.about,
            on=row.day,
            by=by,
        )
    taking.count_week(row, known, minutes=0 if paid else row.minutes)
    return _answered(row, room, by)


def lock_room(pk: int) -> Room:
    """The room, locked until the transaction ends: its bookings are made one after the other."""
    rows = Room.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("base__body", "base__office").get(pk=pk)


def works_at(by: User | None, room: Room) -> bool:
    """Whether a person looks after the bookings of a room."""
    return by is not None and bases.may(by, Permission.BOOKING_KEEP, room.base)


def _permit(room: Room, party: Party, by: User | None) -> None:
    own = by is None or (
        party.body.pk in parties.bodies_of(by)
        if party.body is not None
        else party.contact is not None and party.contact == by
    )
    if not own and not works_at(by, room):
        raise Refused(
            Reason(
                "not_permitted",
                _("You cannot book for “%(name)s”."),
                _("Ask somebody who acts for the organisation, or the base."),
                params={"name": party.name},
            )
        )


def _opened(
    room: Room,
    wish: Wish,
    party: Party,
    by: User | None,
    channel: str,
    series: str,
    replaces: Booking | None,
    note: str,
) -> Booking:
    row = Booking(
        room=room,
        day=wish.day,
        first=wish.first,
        until=wish.until,
        starts_at=times.moment(wish.day, wish.first),
        ends_at=times.moment(wish.day, wish.until),
        user_kind=party.kind,
        user_key=party.key,
        body=party.body,
        contact=party.contact,
        group_name=party.group_name,
        caller_name=sealed.seal(party.caller_name),
        caller_phone=sealed.seal(party.caller_phone),
        purpose=wish.purpose,
        people=wish.people,
        series=series,
        price_fen=_price(room, wish, party),
        asked_at=clock.now(),
        by=by,
        replaces=replaces,
        note=note,
    )
    opening = engine.Opening(
        applicant=party.name[:160],
        holder_id=room.base.office_id,
        body_id=party.body_id,
        applicant_user=party.contact if party.body is None else None,
        channel=channel,
    )
    data = {"room": room.pk, "day": wish.day.isoformat(), "first": wish.first, "until": wish.until}
    return engine.open_case(row, opening, by=by, data=data)[0]


def _price(room: Room, wish: Wish, party: Party) -> int:
    """What is paid at the base: nothing where an allowance pays."""
    if asking.allowance_left(party, wish) is not None:
        return 0
    return -(-room.price_fen_per_hour * wish.minutes // times.HOUR)


def _answered(row: Booking, room: Room, by: User | None) -> Booking:
    """Booked at once, or held until the base answers. Its own people need no second word."""
    waits = room.needs_approval or queries.approval_until(row.user_key, clock.today()) is not None
    if waits and by is not None and not works_at(by, room):
        telling.tell(row, "booking_asked")
        telling.tell_workers(row)
        return row
    booked = engine.advance(row, "confirm", by=None)
    telling.tell(booked, "booking_booked")
    return booked
