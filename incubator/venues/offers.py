"""The nearest free times to one that cannot be had: in the same base, for the same people."""

from dataclasses import dataclass
from datetime import date, timedelta

from incubator.venues import conditions, free, limits, queries, times
from incubator.venues.enums import OpenTo, UserKind
from incubator.venues.models import Room
from portal.core import clock, days

DAYS_BEFORE, DAYS_AFTER = 3, 14
OTHER_ROOM = 20
"""How many minutes of difference another room weighs."""
MOST = 3


@dataclass(frozen=True, slots=True)
class Wish:
    """A time in a room, for how many people and what for. Minutes count from midnight."""

    room: Room
    day: date
    first: int
    minutes: int
    people: int
    purpose: str

    @property
    def until(self) -> int:
        """The minute at which it ends."""
        return self.first + self.minutes


@dataclass(frozen=True, slots=True)
class Offer:
    """A free time that can be booked."""

    room: Room
    day: date
    first: int
    until: int

    @property
    def when(self) -> str:
        """Its day and hours."""
        words = days.date_words(self.day, year=False, weekday=True)
        return f"{words} {times.span_words(self.first, self.until)}"

    def __str__(self) -> str:
        return f"{self.room.name} {self.when}"

    @property
    def clock(self) -> str:
        """When it begins, as a form takes it."""
        return f"{self.first // times.HOUR:02}:{self.first % times.HOUR:02}"


def nearest(wish: Wish, *, kind: str, key: str) -> list[Offer]:
    """Up to three free times near a wish, the nearest first; one per room and day.

    Of equally near ones first those that need nobody's approval, then the smallest that is enough.
    """
    today = clock.today()
    ahead = today + timedelta(days=limits.on(today).ahead)
    first = min(max(today, wish.day - timedelta(days=DAYS_BEFORE)), ahead)
    last = max(first, min(wish.day + timedelta(days=DAYS_AFTER), ahead))
    rooms = [
        room
        for room in queries.bookable().filter(
            base=wish.room.base_id, capacity__gte=min(wish.people, 32_767)
        )
        if suits(room, kind)
    ]
    found = free.read(rooms, first, last, key=key)
    near = [offer for one in found.all() if (offer := _within(one, wish))]
    return sorted(near, key=lambda offer: _rank(offer, wish))[:MOST]


def suits(room: Room, kind: str) -> bool:
    """Whether a room is open to a kind of user."""
    if kind == UserKind.GROUP and room.price_fen_per_hour:
        return False
    return kind in conditions.allowed(OpenTo(room.open_to))


def _within(one: free.Free, wish: Wish) -> Offer | None:
    best: Offer | None = None
    for first, until in one.spans:
        low = times.up(first, limits.GRAIN)
        start = min(max(wish.first, low), (until - wish.minutes) // limits.GRAIN * limits.GRAIN)
        if start < low:
            continue
        offer = Offer(one.room, one.day, start, start + wish.minutes)
        if best is None or _distance(offer, wish) < _distance(best, wish):
            best = offer
    return best


def _rank(offer: Offer, wish: Wish) -> tuple[int, bool, int]:
    return _distance(offer, wish), offer.room.needs_approval, offer.room.capacity


def _distance(offer: Offer, wish: Wish) -> int:
    away = abs((offer.day - wish.day).days) * times.DAY + abs(offer.first - wish.first)
    return away + (OTHER_ROOM if offer.room.pk != wish.room.pk else 0)
