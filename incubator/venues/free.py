"""Free times: of many rooms over many days in a constant number of queries."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from incubator.bases import queries as bases
from incubator.venues import limits, times
from incubator.venues.enums import HOLDING
from incubator.venues.limits import Limits
from incubator.venues.models import Booking, Closure, Room
from incubator.venues.times import Span
from portal.core import clock

Key = tuple[int, date]
Taken = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Free:
    """The free times of a room on a day; ``open`` are its hours, empty on a closed day."""

    room: Room
    day: date
    open: list[Span]
    spans: list[Span]
    closed_because: str = ""

    @property
    def minutes(self) -> int:
        """How many minutes are free."""
        return sum(until - first for first, until in self.spans)

    @property
    def words(self) -> list[str]:
        """The free times as a clock shows them."""
        return [times.span_words(*span) for span in self.spans]


@dataclass(frozen=True, slots=True)
class State:
    """What was read of some rooms between two days, for one user (``key``) or for anybody."""

    rooms: Sequence[Room]
    first: date
    last: date
    open: dict[Key, list[Span]]
    taken: dict[Key, list[Taken]]
    closures: Sequence[Closure]
    now: datetime
    limits: Limits
    key: str = ""

    def days(self) -> list[date]:
        """Every day that was read."""
        return [self.first + timedelta(n) for n in range((self.last - self.first).days + 1)]

    def of(self, room: Room, day: date) -> Free:
        """The free times of one of the rooms on one of the days."""
        spans, because = self.open.get((room.pk, day), []), ""
        free = spans
        if spans:
            shut = [c for c in self._closures(room) if _touches(c, day)]
            because = shut[0].reason if shut else ""
            cuts = [times.on_day(c.starts_at, c.ends_at, day) for c in shut]
            cuts += self._cuts(room, day)
            free = [s for s in times.without(spans, cuts) if s[1] - s[0] >= self.limits.slot]
        return Free(room, day, spans, free, because)

    def all(self) -> Iterator[Free]:
        """Room by room, day by day."""
        days = self.days()
        return (self.of(room, day) for room in self.rooms for day in days)

    def clash(self, room: Room, day: date, span: Span) -> bool:
        """Whether somebody has any of this time, the way between two users included."""
        return any(a < span[1] and span[0] < b for a, b in self._others(room, day))

    def closure(self, room: Room, day: date, span: Span) -> Closure | None:
        """The closure that touches this time, or None."""
        for found in self._closures(room):
            first, until = times.on_day(found.starts_at, found.ends_at, day)
            if first < span[1] and span[0] < until:
                return found
        return None

    def _closures(self, room: Room) -> list[Closure]:
        return [
            c for c in self.closures if c.base_id == room.base_id and c.room_id in (None, room.pk)
        ]

    def _cuts(self, room: Room, day: date) -> list[Span]:
        found = self._others(room, day)
        today = clock.day(self.now)
        if day < today:
            return [(0, times.DAY)]
        if day == today:
            past = self.now.hour * times.HOUR + self.now.minute + 1
            found.append((0, times.up(past, limits.GRAIN)))
        return found

    def _others(self, room: Room, day: date) -> list[Span]:
        buffer = times.up(self.limits.buffer, limits.GRAIN)
        return [
            (first, until) if key == self.key else (first - buffer, until + buffer)
            for first, until, key in self.taken.get((room.pk, day), ())
        ]


def read(rooms: Sequence[Room], first: date, last: date, *, key: str = "") -> State:
    """Read what is open, taken and closed: five queries, however many rooms and days."""
    ids = [room.pk for room in rooms]
    base_ids = {room.base_id for room in rooms}
    hours = bases.open_spans(base_ids, first, last)
    by_base: dict[int, list[Room]] = {}
    for room in rooms:
        by_base.setdefault(room.base_id, []).append(room)
    opened = {
        (room.pk, day): found
        for (base, day), spans in hours.items()
        for room in by_base[base]
        if (found := times.within(spans, room.opens, room.closes))
    }
    now = clock.now()
    return State(
        rooms=rooms,
        first=first,
        last=last,
        open=opened,
        taken=_taken(ids, first, last),
        closures=_closed(base_ids, first, last),
        now=now,
        limits=limits.on(clock.day(now)),
        key=key,
    )


def _taken(ids: list[int], first: date, last: date) -> dict[Key, list[Taken]]:
    rows = (
        Booking.objects.filter(room__in=ids, day__range=(first, last), status__in=HOLDING)
        .order_by()
        .values_list("room_id", "day", "first", "until", "user_key")
    )
    found: dict[Key, list[Taken]] = {}
    for room, day, begin, until, key in rows:
        found.setdefault((room, day), []).append((begin, until, key))
    return found


def _closed(base_ids: Iterable[int], first: date, last: date) -> list[Closure]:
    begin, end = times.moment(first, 0), times.moment(last, times.DAY)
    inside = Q(starts_at__lt=end, ends_at__gt=begin)
    return list(Closure.objects.filter(inside, base__in=base_ids, lifted_at=None))


def _touches(closure: Closure, day: date) -> bool:
    first, until = times.on_day(closure.starts_at, closure.ends_at, day)
    return first < until
