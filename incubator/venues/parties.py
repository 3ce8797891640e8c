"""For whom a room is booked: an organisation, a residents' group, or somebody who called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from incubator.residence import queries as residences
from incubator.venues.enums import UserKind
from incubator.venues.models import Booking
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import masking, sealed
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body


@dataclass(frozen=True, slots=True)
class Party:
    """Who uses the room. ``key`` tells users apart; two calls of one telephone are one user."""

    kind: UserKind
    key: str
    name: str
    body: Body | None = None
    contact: User | None = None
    group_name: str = ""
    caller_name: str = ""
    caller_phone: str = ""

    @property
    def body_id(self) -> int | None:
        """The body's id, or None."""
        return self.body.pk if self.body else None


def of_body(body: Body, on: date, *, caller_name: str = "", caller_phone: str = "") -> Party:
    """An organisation; in residence when a residence of its own runs on the day."""
    residence = residences.of_body(body.pk)
    lives = residence is not None and residence.begins_on <= on <= residence.ends_on
    kind = UserKind.RESIDENT if lives else UserKind.ORGANISATION
    return Party(
        kind,
        f"body:{body.pk}",
        body.shown_name,
        body=body,
        caller_name=caller_name,
        caller_phone=caller_phone,
    )


def of_group(contact: User, group_name: str) -> Party:
    """A residents' group, for which a signed-in person answers."""
    name = group_name.strip()
    return Party(UserKind.GROUP, f"user:{contact.pk}", name, contact=contact, group_name=name)


def of_caller(name: str, phone: str) -> Party:
    """Somebody without an account who called or came; known again by the telephone."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    return Party(
        UserKind.CALLER,
        f"phone:{sealed.fingerprint(digits)}",
        masking.name(name),
        contact=people.by_phone(digits),
        caller_name=name.strip(),
        caller_phone=digits,
    )


def of_booking(booking: Booking, on: date) -> Party:
    """The party of a booking, to book again for it."""
    name, phone = sealed.unsealed(booking.caller_name), sealed.unsealed(booking.caller_phone)
    if booking.body is not None:
        return of_body(booking.body, on, caller_name=name, caller_phone=phone)
    if booking.user_kind == UserKind.GROUP and booking.contact is not None:
        return of_group(booking.contact, booking.group_name)
    return of_caller(name, phone)


def shown(booking: Booking) -> str:
    """The user of a booking as lists show it: a caller's name is masked."""
    if booking.body is not None:
        return booking.body.shown_name
    return booking.group_name or masking.name(sealed.unsealed(booking.caller_name))


def masked_phone(booking: Booking) -> str:
    """The caller's telephone as pages show it; "" when nobody called."""
    number = sealed.unsealed(booking.caller_phone)
    return masking.phone(number) if number else ""


def bodies_of(user: User) -> frozenset[int]:
    """The organisations for which a person may book."""
    return people.bodies_where(user, Permission.ORGANISATION_EDIT)
