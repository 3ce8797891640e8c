"""Telling people about a booking, in the act's own transaction."""

from django.urls import reverse

from incubator.venues import queries
from incubator.venues.models import Booking
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission

TO_ANSWER = "booking_to_answer"


def tell(booking: Booking, key: str, *, note: str = "") -> None:
    """Send a message to the users of a booking; whoever has no account gets the paper slip."""
    case, base = booking.case, booking.room.base
    if case is None or not key:
        return
    page = "booking_offer" if key == "booking_closed" else "booking"
    notifications.notify(
        key=key,
        to=users(booking),
        params=_params(booking, note),
        case=case.number,
        url=reverse(page, args=[booking.pk]),
        office=base.office_id,
        unique=f"{case.number}:{key}",
    )


def tell_workers(booking: Booking) -> None:
    """Tell the people of the base that a booking waits for their answer."""
    case = booking.case
    if case is None:
        return
    notifications.notify(
        key=TO_ANSWER,
        to=list(people.holders(Permission.BOOKING_KEEP, booking.room.base.body_id)),
        params=_params(booking, ""),
        case=case.number,
        url=reverse("booking_kept", args=[booking.pk]),
        office=booking.room.base.office_id,
        unique=f"{case.number}:{TO_ANSWER}",
    )


def users(booking: Booking) -> list[User]:
    """The people behind a booking who have an account."""
    found = []
    if booking.body_id is not None:
        found += list(people.holders(Permission.ORGANISATION_EDIT, booking.body_id))
    return [*found, booking.contact] if booking.contact else found


def _params(booking: Booking, note: str) -> dict[str, str | int]:
    base = booking.room.base
    return {
        "number": str(booking),
        "room": booking.room.name,
        "base": base.body.name,
        "when": when(booking),
        "until": days.moment_words(queries.answer_until(booking)),
        "phone": base.phone or "12345",
        "note": note,
    }


def when(booking: Booking) -> str:
    """The day and hours of a booking in words."""
    return queries.when(booking.day, booking.first, booking.until)
