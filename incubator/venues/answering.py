"""The steps of a booking after it was made: answers, cancelling, no-shows, and what time brings."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from incubator.allowances import operations as allowances
from incubator.allowances import queries as ledger
from incubator.venues import booking as making
from incubator.venues import limits, queries, taking, telling
from incubator.venues.enums import BookingState
from incubator.venues.models import Booking, Closure
from portal.accounts.models import User
from portal.core import clock
from portal.workflow import engine


def approve(*, booking: Booking, by: User) -> Booking:
    """Approve a booking. Raises Refused: ``own_case``, ``begun`` and those of every step."""
    return _step(booking, "approve", by)


@transaction.atomic
def decline(*, booking: Booking, by: User, words: str) -> Booking:
    """Do not approve a booking, with the reason; the time is free again, nothing is lost.

    Raises Refused: ``words_missing``, ``own_case`` and those of every step.
    """
    making.lock_room(booking.room_id)
    row = _step(booking, "decline", by, words)
    _give_back(row, by)
    return row


@transaction.atomic
def lapse(booking: Booking) -> Booking:
    """The base did not answer in time: the time is free again, nothing is lost."""
    making.lock_room(booking.room_id)
    row = _step(booking, "lapse", None)
    _give_back(row, None)
    return row


@transaction.atomic
def cancel(*, booking: Booking, by: User) -> Booking:
    """Cancel as the user. The allowance is returned until the hours of the rule before it begins,
    and always while it waits for approval; later it is lost.

    Raises Refused: ``begun`` and those of every step.
    """
    return _cancel(booking, "cancel", by, "")


@transaction.atomic
def cancel_for(*, booking: Booking, by: User, words: str) -> Booking:
    """Cancel for a user who called or came; the same rule holds.

    Raises Refused: ``words_missing``, ``begun`` and those of every step.
    """
    return _cancel(booking, "cancel_for", by, words)


@transaction.atomic
def miss(*, booking: Booking, by: User) -> Booking:
    """Mark that nobody came: the allowance is lost.

    Raises Refused: ``not_begun``, ``too_late_to_mark``, ``own_case`` and those of every step.
    """
    row = _step(booking, "miss", by)
    allowances.lose(about=row.about, by=by)
    return row


def complete(booking: Booking) -> Booking:
    """The booking is over and nobody marked it: it took place."""
    return _step(booking, "complete", None)


def displace(booking: Booking, closure: Closure, by: User) -> Booking:
    """Take a booking away for a closure; everything it took is returned. The room is locked."""
    row = _step(booking, "close", by, closure.reason)
    row.closure = closure
    row.save(update_fields=["closure"])
    _give_back(row, by)
    return row


def returns_allowance(booking: Booking) -> bool:
    """Whether cancelling now returns what the booking took."""
    hours = limits.on(booking.day).cancel_hours
    early = clock.now() <= booking.starts_at - timedelta(hours=hours)
    return early or booking.status == BookingState.ASKED


def _cancel(booking: Booking, action: str, by: User, words: str) -> Booking:
    making.lock_room(booking.room_id)
    fresh = Booking.objects.get(pk=booking.pk)
    returned = returns_allowance(fresh)
    row = _step(booking, action, by, words, {"returned": returned})
    if returned:
        _give_back(row, by)
    else:
        row.cancelled_late = True
        row.save(update_fields=["cancelled_late"])
        allowances.lose(about=row.about, by=by)
        taking.release(row)
    return row


def _give_back(row: Booking, by: User | None) -> None:
    took = ledger.taken(row.about) is not None
    taking.release(row)
    taking.uncount_week(row, minutes=0 if took else row.minutes)
    allowances.give_back(about=row.about, by=by)


@transaction.atomic
def _step(
    booking: Booking,
    action: str,
    by: User | None,
    words: str = "",
    data: dict[str, Any] | None = None,
) -> Booking:
    row = engine.advance(
        booking,
        action,
        by=by,
        facts=lambda locked: queries.facts(locked, by),
        note=words,
        data=data,
    )
    step = next(step for step in row.workflow.steps if step.action == action)
    if words.strip():
        row.note = words.strip()[:300]
        row.save(update_fields=["note"])
    telling.tell(row, step.notice, note=row.note if words.strip() else "")
    return row
