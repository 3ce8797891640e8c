"""The table of taken time: its constraint lets nobody have a quarter of an hour twice."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from incubator.venues import conditions, limits, queries, times
from incubator.venues.limits import GRAIN, Limits
from incubator.venues.models import Booking, TakenTime, WeekUse
from portal.core.reasons import Reason, Refused


def take(booking: Booking, known: Limits) -> None:
    """Take the time of a booking and the way to the next user after it.

    Raises Refused ``taken`` when somebody has any of it; the database decides. The room is locked
    by the caller. A user's own neighbouring bookings need no way between them.
    """
    here = TakenTime.objects.filter(room=booking.room_id, day=booking.day)
    theirs = here.filter(booking__user_key=booking.user_key)
    seats = _grains(booking.first, booking.until)
    given = set(theirs.filter(minute__in=seats, buffer=True).values_list("minute", flat=True))
    here.filter(minute__in=given).update(booking=booking, buffer=False)
    after = _grains(booking.until, booking.until + times.up(known.buffer, GRAIN))
    held = set(theirs.filter(minute__in=after).values_list("minute", flat=True))
    rows = [_row(booking, minute) for minute in seats if minute not in given]
    rows += [_row(booking, minute, buffer=True) for minute in after if minute not in held]
    try:
        with transaction.atomic():
            TakenTime.objects.bulk_create(rows)
    except IntegrityError as error:
        raise Refused(
            Reason(
                "taken",
                _("Somebody else has just taken this time."),
                _("Choose another time of the list."),
            )
        ) from error


def release(booking: Booking) -> None:
    """Give the time of a booking free; the way after a user's booking before it is kept again."""
    TakenTime.objects.filter(booking=booking).delete()
    before = (
        Booking.objects.holding()
        .filter(room=booking.room_id, day=booking.day, until=booking.first)
        .exclude(pk=booking.pk)
        .first()
    )
    if before is not None:
        known = limits.on(booking.day)
        minutes = _grains(before.until, before.until + times.up(known.buffer, GRAIN))
        TakenTime.objects.bulk_create(
            [_row(before, minute, buffer=True) for minute in minutes], ignore_conflicts=True
        )


def count_week(booking: Booking, known: Limits, *, minutes: int) -> None:
    """Count a booking in its user's week. Raises Refused ``week_full``, ``week_too_long``.

    ``minutes`` are those without an allowance. The update is conditional: two requests at once
    never exceed the rule.
    """
    week: dict[str, Any] = {
        "user_key": booking.user_key,
        "monday": queries.monday(booking.day),
    }
    WeekUse.objects.get_or_create(**week)
    often = WeekUse.objects.filter(**week, number__lt=known.per_week)
    allowed = often.filter(minutes__lte=known.minutes_per_week - minutes) if minutes else often
    if not allowed.update(number=F("number") + 1, minutes=F("minutes") + minutes):
        if not often.exists():
            raise Refused(conditions.week_full(known.per_week))
        used = WeekUse.objects.get(**week).minutes
        raise Refused(
            conditions.week_too_long(known.minutes_per_week, max(0, known.minutes_per_week - used))
        )


def uncount_week(booking: Booking, *, minutes: int) -> None:
    """Take a booking out of its user's week again."""
    week = WeekUse.objects.filter(
        user_key=booking.user_key,
        monday=queries.monday(booking.day),
        number__gte=1,
        minutes__gte=minutes,
    )
    week.update(number=F("number") - 1, minutes=F("minutes") - minutes)


def _grains(first: int, until: int) -> list[int]:
    return list(range(first, until, GRAIN))


def _row(booking: Booking, minute: int, *, buffer: bool = False) -> TakenTime:
    return TakenTime(
        room_id=booking.room_id, day=booking.day, minute=minute, booking=booking, buffer=buffer
    )
