"""Secret addresses of calendars of bookings: of a person, or of a room for those who keep it."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction

from incubator.venues import queries
from incubator.venues.models import BookingQuerySet, FeedAddress, Room
from incubator.venues.operations import permit
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.permissions import Permission

BACK = timedelta(days=30)


@transaction.atomic
def new_address(*, by: User, room: Room | None = None) -> str:
    """A new secret for the calendar of a room, or of the person; the old one ends. Told once.

    Raises Refused ``not_permitted`` for a room one does not keep.
    """
    if room is not None:
        permit(room.base, by, Permission.BOOKING_KEEP)
    secret = secrets.token_urlsafe(32)
    owner = {"room": room} if room is not None else {"person": by}
    FeedAddress.objects.update_or_create(
        **owner, defaults={"hash": _hash(secret), "made_at": clock.now()}
    )
    audit.record("room_feed.address_made", by=by, subject=_subject(by, room))
    return secret


@transaction.atomic
def end_address(*, by: User, room: Room | None = None) -> None:
    """The address stops working. Raises Refused ``not_permitted``."""
    if room is not None:
        permit(room.base, by, Permission.BOOKING_KEEP)
    found = FeedAddress.objects.filter(room=room) if room else FeedAddress.objects.filter(person=by)
    if found.delete()[0]:
        audit.record("room_feed.address_ended", by=by, subject=_subject(by, room))


def address_of(*, person: User | None = None, room: Room | None = None) -> FeedAddress | None:
    """Since when a person or a room has an address, if there is one."""
    found = (
        FeedAddress.objects.filter(room=room) if room else FeedAddress.objects.filter(person=person)
    )
    return found.first()


def bookings_of(secret: str) -> BookingQuerySet | None:
    """The bookings behind an address, from a month back on; None for one that is none."""
    address = (
        FeedAddress.objects.filter(hash=_hash(secret)).select_related("room", "person").first()
    )
    if address is None or (address.person is not None and not address.person.is_active):
        return None
    found = queries.bookings().holding().filter(day__gte=clock.today() - BACK)
    if address.person is not None:
        return found.filter(pk__in=queries.mine(address.person).order_by().values("pk"))
    return found.filter(room=address.room_id)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _subject(by: User, room: Room | None) -> str:
    return f"incubator.room:{room.pk}" if room is not None else f"accounts.user:{by.pk}"
