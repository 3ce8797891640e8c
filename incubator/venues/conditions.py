"""May this time be booked? Facts in, every reason out, each with what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.venues import times
from incubator.venues.enums import OpenTo, RoomKind, UserKind
from incubator.venues.limits import GRAIN, Limits
from incubator.venues.times import Span
from portal.core import days
from portal.core.reasons import Reason

NONE = pgettext_lazy("free times", "nothing near")


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish and everything that speaks for or against it.

    ``open`` are the hours of the room on the day; ``clash``: somebody has the time; ``closed``
    says why it is closed; ``offers`` name the nearest free times; ``week_number`` and
    ``week_minutes`` were booked in the week before; ``allowance_left`` is None for users without.
    """

    room_name: str
    room_kind: str
    room_active: bool
    capacity: int
    open_to: str
    price_fen: int
    day: date
    first: int
    minutes: int
    people: int
    user_kind: str
    now: datetime
    latest: date
    limits: Limits
    open: tuple[Span, ...]
    clash: bool
    closed: str
    offers: tuple[str, ...]
    week_number: int
    week_minutes: int
    allowance_left: int | None
    frozen: bool

    @property
    def until(self) -> int:
        """The minute at which it would end."""
        return self.first + self.minutes


def bookable(asked: Asked) -> Iterator[Reason]:
    """The room is in use, and no room of desks."""
    if not asked.room_active:
        yield Reason(
            "room_not_in_use",
            _("%(room)s is no longer in use."),
            _("Choose another room of the base."),
            params={"room": asked.room_name},
        )
    if asked.room_kind == RoomKind.DESK:
        yield Reason(
            "desks_are_lent",
            _("Desks are lent to organisations in residence, not booked by the hour."),
            _("Ask the base for a desk, or choose a room."),
        )


def for_whom(asked: Asked) -> Iterator[Reason]:
    """The room is open to this kind of user; groups use what is free of charge."""
    if asked.user_kind not in allowed(OpenTo(asked.open_to)):
        yield Reason(
            "room_not_for_you",
            _("%(room)s is kept for %(who)s."),
            _("Choose a room that is open to everybody, or ask the base."),
            params={"room": asked.room_name, "who": OpenTo(asked.open_to).label},
        )
    elif asked.user_kind == UserKind.GROUP and asked.price_fen:
        yield Reason(
            "room_costs_money",
            _("%(room)s costs money; residents' groups book rooms that are free of charge."),
            _("Choose a room without a price."),
            params={"room": asked.room_name},
        )


def allowed(open_to: OpenTo) -> frozenset[UserKind]:
    """The kinds of users to whom a room is open."""
    if open_to is OpenTo.RESIDENTS:
        return frozenset({UserKind.RESIDENT})
    if open_to is OpenTo.ORGANISATIONS:
        return frozenset({UserKind.RESIDENT, UserKind.ORGANISATION})
    return frozenset(UserKind)


def right_length(asked: Asked) -> Iterator[Reason]:
    """Whole slots, not too long, on the quarter of an hour, on one day."""
    slot, longest = asked.limits.slot, asked.limits.longest
    if asked.minutes < slot or asked.minutes % slot or asked.minutes > longest:
        yield Reason(
            "wrong_length",
            _("A booking lasts a multiple of %(slot)s minutes, at most %(longest)s."),
            _("Choose another length; a longer event needs two bookings."),
            params={"slot": slot, "longest": longest},
        )
    if asked.first % GRAIN:
        yield Reason(
            "wrong_start",
            _("A booking begins on a quarter of an hour."),
            _("Choose :00, :15, :30 or :45."),
        )
    if asked.until > times.DAY:
        yield Reason(
            "across_midnight",
            _("A booking ends on the day on which it begins."),
            _("End it by 24:00 and book the next day for itself."),
        )


def right_day(asked: Asked) -> Iterator[Reason]:
    """Neither past nor too far ahead."""
    if times.moment(asked.day, asked.first) <= asked.now:
        yield Reason(
            "in_the_past", _("This time is past."), _("Choose a time that is still to come.")
        )
    if asked.day > asked.latest:
        yield Reason(
            "too_far_ahead",
            _("Rooms can be booked until %(day)s, %(ahead)s days ahead."),
            _("Choose an earlier day, or come back later."),
            params={"day": days.date_words(asked.latest), "ahead": asked.limits.ahead},
        )


def open_then(asked: Asked) -> Iterator[Reason]:
    """Within the hours of the room on that day."""
    if not asked.open:
        yield Reason(
            "closed_day",
            _("The base is closed on %(day)s."),
            _("Choose another day."),
            params={"day": days.date_words(asked.day, weekday=True)},
        )
    elif not times.covers(asked.open, asked.first, asked.until):
        yield Reason(
            "outside_hours",
            _("On %(day)s the room is open %(hours)s."),
            _("Choose a time within these hours."),
            params={
                "day": days.date_words(asked.day, weekday=True),
                "hours": ", ".join(times.span_words(*span) for span in asked.open),
            },
        )


def nothing_in_the_way(asked: Asked) -> Iterator[Reason]:
    """Neither a closure nor somebody else's booking with the time between two users."""
    nearest = "; ".join(asked.offers) or NONE
    if asked.closed:
        yield Reason(
            "room_closed",
            _("The room is closed then: %(why)s."),
            _("Nearest free: %(offers)s."),
            params={"why": asked.closed.rstrip("。."), "offers": nearest},
        )
    if asked.clash:
        yield Reason(
            "taken",
            _("This time is taken, or too close to another booking (%(buffer)s minutes)."),
            _("Nearest free: %(offers)s."),
            params={"buffer": asked.limits.buffer, "offers": nearest},
        )


def room_enough(asked: Asked) -> Iterator[Reason]:
    """The people fit in."""
    if asked.people > asked.capacity:
        yield Reason(
            "too_many_people",
            _("%(room)s holds %(capacity)s people, you are %(people)s."),
            _("Choose a larger room."),
            params={
                "room": asked.room_name,
                "capacity": asked.capacity,
                "people": asked.people,
            },
        )


def within_the_week(asked: Asked) -> Iterator[Reason]:
    """Not too often in one week; without an allowance, not too long."""
    if asked.week_number >= asked.limits.per_week:
        yield week_full(asked.limits.per_week)
    if asked.allowance_left is None:
        left = asked.limits.minutes_per_week - asked.week_minutes
        if asked.minutes > left:
            yield week_too_long(asked.limits.minutes_per_week, max(left, 0))


def paid_by_allowance(asked: Asked) -> Iterator[Reason]:
    """What an organisation in residence has left suffices, and flows."""
    if asked.allowance_left is None:
        return
    if asked.frozen:
        yield Reason(
            "allowance_frozen",
            _("The organisation stands on a credit list, so its support is paused."),
            _("Ask the registry how to leave the list; your desk stays yours meanwhile."),
        )
    elif asked.minutes > asked.allowance_left:
        yield Reason(
            "allowance_exceeded",
            _("This takes %(wanted)s minutes of your hours in rooms; %(left)s are left."),
            _("Book a shorter time, cancel what you do not need, or wait for the next period."),
            params={"wanted": asked.minutes, "left": asked.allowance_left},
        )


def week_full(number: int) -> Reason:
    """The user has as many bookings in the week as the rule allows."""
    return Reason(
        "week_full",
        _("There are %(number)s bookings of yours in this week, as many as the rule allows."),
        _("Choose another week, or cancel a booking you do not need."),
        params={"number": number},
    )


def week_too_long(most: int, left: int) -> Reason:
    """A user without an allowance has booked as many minutes as the rule allows."""
    return Reason(
        "week_too_long",
        _("%(most)s minutes a week can be booked without a residence; %(left)s are left."),
        _("Book a shorter time or another week."),
        params={"most": most, "left": left},
    )


BOOK = (
    bookable,
    for_whom,
    right_length,
    right_day,
    open_then,
    nothing_in_the_way,
    room_enough,
    within_the_week,
    paid_by_allowance,
)
