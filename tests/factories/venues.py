"""Rooms, bookings and everything around them for tests, made by the operations that make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from incubator.bases.models import Base, Opening
from incubator.venues import booking, closing, operations, parties, times
from incubator.venues.enums import BookingState
from incubator.venues.models import Booking, Closure, Room
from incubator.venues.offers import Wish
from incubator.venues.parties import Party
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from portal.workflow import engine
from tests import people
from tests.factories import deciding, programmes, residences

_serial = count(1)
PHONE = "13812345678"
ROOMS = {"kind": "rooms", "each": "month", "carry_over": False}


def base(office: str = "bureau", name: str = "东胜区社会组织孵化中心") -> Base:
    """A base that is open every day from 8:00 to 20:00."""
    found = Base.objects.filter(body__name=name).first() or programmes.base(office, name)
    for weekday in range(7):
        Opening.objects.get_or_create(
            base=found, weekday=weekday, opens=time(8), defaults={"closes": time(20)}
        )
    return found


def room(at: Base | None = None, name: str = "", **values: Any) -> Room:
    """A meeting room for twelve, free of charge, open to everybody."""
    given = {"kind": "meeting", "capacity": 12, "equipment": "投影、白板", **values}
    name = name or f"会议室{next(_serial)}"
    return operations.add_room(base=at or base(), name=name, by=None, **given)


def day(ahead: int = 7) -> date:
    """A day so many days ahead."""
    return clock.today() + timedelta(days=ahead)


def wish(
    of: Room | None = None, on: date | None = None, at: str = "9:00", minutes: int = 60, **more: Any
) -> Wish:
    """An hour from 9:00 in a week, for five people."""
    hour, minute = at.split(":")
    given = {"people": 5, "purpose": "志愿者培训", **more}
    first = int(hour) * times.HOUR + int(minute)
    return Wish(of or room(), on or day(), first, minutes, **given)


def party(body: Body | None = None, on: date | None = None) -> Party:
    """The party of an organisation; ours unless told otherwise."""
    return parties.of_body(body or people.body("ours"), on or day())


def group(user: User | None = None, name: str = "天骄社区合唱队") -> Party:
    """A residents' group of a signed-in resident."""
    return parties.of_group(user or people.person("resident"), name)


def booked(of: Wish | None = None, by: User | None = None, **more: Any) -> Booking:
    """A booking by the owner of our organisation."""
    who = more.pop("party", None) or party()
    return booking.book(wish=of or wish(), party=who, by=by or people.person("owner"), **more)


def asked(by: User | None = None) -> Booking:
    """A booking that waits for the base's approval."""
    return booked(wish(room(needs_approval=True)), by)


def for_caller(of: Wish | None = None) -> Booking:
    """A booking that the base worker entered for somebody who called."""
    return booking.book(
        wish=of or wish(),
        party=parties.of_caller("白老师", PHONE),
        by=people.person("base_worker"),
        channel="phone",
    )


def closed(row: Booking, reason: str = "暖气检修") -> Closure:
    """The room of a booking is closed on its day."""
    made, _gone = closing.close(
        base=row.room.base,
        room=row.room,
        starts_at=times.moment(row.day, 0),
        ends_at=times.moment(row.day, times.DAY),
        reason=reason,
        by=people.person("base_worker"),
    )
    return made


def in_state(row: Booking, state: str) -> Booking:
    """The row with its case set to a state without the steps that lead there (tables only)."""
    row.status = BookingState(state)
    case = row.case
    assert case is not None
    case.state = row.status
    case.waits_for = row.workflow.waits.get(row.status, "nobody")
    case.closed_at = None if row.workflow.is_open(row.status) else clock.now()
    case.save()
    row.save()
    return row


def missed(user: Party | None = None, times_: int = 3) -> list[Booking]:
    """Bookings to which nobody came, one a day on the days before today."""
    rows = []
    for number in range(1, times_ + 1):
        row = booked(party=user) if user else booked()
        past = clock.today() - timedelta(days=number)
        row.day = past
        row.starts_at, row.ends_at = times.moment(past, row.first), times.moment(past, row.until)
        rows.append(in_state(row, "missed"))
    return rows


def resident(minutes: int = 600, at: Base | None = None) -> Body:
    """Our organisation in residence, with minutes in rooms every month."""
    row = residences.residence(
        people.body("ours"), base=at or base(), grants=[{**ROOMS, "amount": minutes}]
    )
    return row.body


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """The clock stands still at a moment, on either database."""
    with patch.object(clock, "now", lambda: moment.astimezone(clock.SHANGHAI)):
        yield


def step(row: Booking, action: str, by: User | None) -> Booking:
    """Take a step of the table without facts (tables only)."""
    return engine.advance(row, action, by=by, note="因为")


def other_body() -> Body:
    """Another organisation on the register, with its owner."""
    return deciding.organisation()
