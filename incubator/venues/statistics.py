"""How rooms are used: by room, by hour of the week, by kind of user; constant queries.

Used is what took place or will (booked, and not missed); a share is used minutes by open minutes.
Open minutes are counted from the hours of the base, without closures.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from incubator.bases import queries as bases
from incubator.venues import times
from incubator.venues.enums import BookingState, RoomKind, UserKind
from incubator.venues.models import Booking, Room
from incubator.venues.times import HOUR

USED = (BookingState.BOOKED, BookingState.USED)
WEEKDAYS = 7
Row = tuple[int, date, int, int, str, str]


@dataclass(frozen=True, slots=True)
class RoomUse:
    """A room between two days: bookings, minutes used and open, no-shows, its last use."""

    room: Room
    number: int
    minutes: int
    open_minutes: int
    missed: int

    @property
    def share(self) -> int:
        """Per cent of the open time that was used."""
        return percent(self.minutes, self.open_minutes)

    @property
    def hours(self) -> float:
        """Hours used, to a quarter."""
        return round(self.minutes / HOUR, 2)

    @property
    def open_hours(self) -> int:
        """Whole hours in which it was open."""
        return self.open_minutes // HOUR


@dataclass(frozen=True, slots=True)
class KindUse:
    """What one kind of user booked between two days."""

    kind: UserKind
    number: int
    minutes: int

    @property
    def hours(self) -> float:
        """Hours used, to a quarter."""
        return round(self.minutes / HOUR, 2)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A weekday (0 is Monday) with its hours: minutes used and open, and the share in per cent."""

    weekday: int
    used: list[int]
    open: list[int]

    @property
    def shares(self) -> list[int | None]:
        """Per cent used of every hour; None for an hour in which nothing is open."""
        return [percent(u, o) if o else None for u, o in zip(self.used, self.open, strict=True)]


@dataclass(frozen=True, slots=True)
class Use:
    """Everything a page of figures needs, read once (``read``)."""

    rooms: list[Room]
    first: date
    last: date
    open: dict[tuple[int, date], list[times.Span]] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)

    def by_room(self) -> list[RoomUse]:
        """One row for each room, the least used first."""
        number: Counter[int] = Counter()
        minutes: Counter[int] = Counter()
        missed: Counter[int] = Counter()
        opened: Counter[int] = Counter()
        for pk, _day, first, until, status, _kind in self.rows:
            if status in USED:
                number[pk] += 1
                minutes[pk] += until - first
            elif status == BookingState.MISSED:
                missed[pk] += 1
        for (pk, _day), spans in self.open.items():
            opened[pk] += sum(until - first for first, until in spans)
        found = [
            RoomUse(room, number[room.pk], minutes[room.pk], opened[room.pk], missed[room.pk])
            for room in self.rooms
        ]
        return sorted(found, key=lambda use: (use.share, use.number, use.room.pk))

    def by_user_kind(self) -> list[KindUse]:
        """One row for each kind of user, those without a booking too."""
        used = [row for row in self.rows if row[4] in USED]
        return [
            KindUse(
                kind,
                sum(row[5] == kind for row in used),
                sum(row[3] - row[2] for row in used if row[5] == kind),
            )
            for kind in UserKind
        ]

    def heat(self) -> list[HeatRow]:
        """The week by hours: how much of the open time of all rooms was used."""
        grid = [HeatRow(day, [0] * 24, [0] * 24) for day in range(WEEKDAYS)]
        for (_room, day), spans in self.open.items():
            for first, until in spans:
                _pour(grid[day.weekday()].open, first, until)
        for row in self.rows:
            if row[4] in USED:
                _pour(grid[row[1].weekday()].used, row[2], row[3])
        return grid


def read(base_ids: Iterable[int], first: date, last: date) -> Use:
    """Rooms, hours and bookings of bases between two days, both included: five queries.

    A room is there from the day it was entered, or from its first booking where that is earlier.
    Time in which it was used counts as open, though hours were shortened since: no share exceeds
    the whole.
    """
    ids = list(base_ids)
    rooms = list(
        Room.objects.filter(base__in=ids, active=True)
        .exclude(kind=RoomKind.DESK)
        .select_related("base__body")
    )
    rows = list(
        Booking.objects.filter(
            room__in=[room.pk for room in rooms],
            day__range=(first, last),
            status__in=[*USED, BookingState.MISSED],
        )
        .order_by()
        .values_list("room_id", "day", "first", "until", "status", "user_kind")
    )
    since = {room.pk: room.created_on for room in rooms}
    for pk, day, *_others in rows:
        since[pk] = min(since[pk], day)
    hours = bases.open_spans({room.base_id for room in rooms}, first, last)
    opened = {
        (room.pk, day): spans
        for room in rooms
        for day in _days(max(first, since[room.pk]), last)
        if (spans := times.within(hours.get((room.base_id, day), ()), room.opens, room.closes))
    }
    for pk, day, begins, ends, status, _kind in rows:
        if status in USED:
            spans = times.without(opened.get((pk, day), []), [(begins, ends)])
            opened[pk, day] = [*spans, (begins, ends)]
    return Use(rooms, first, last, opened, rows)


def heat(base_ids: Iterable[int], first: date, last: date) -> list[HeatRow]:
    """Weekday × hour: the share of open time that was used."""
    return read(base_ids, first, last).heat()


def by_room(base_ids: Iterable[int], first: date, last: date) -> list[RoomUse]:
    """Every room with its use, the least used first."""
    return read(base_ids, first, last).by_room()


def by_user_kind(base_ids: Iterable[int], first: date, last: date) -> list[KindUse]:
    """Every kind of user with its bookings."""
    return read(base_ids, first, last).by_user_kind()


def unused(base_ids: Iterable[int], today: date, days: int) -> list[Room]:
    """The rooms that nobody has used for so many days, and that are older than that. One query."""
    since = today - timedelta(days=days)
    used = Booking.objects.filter(day__gt=since, day__lte=today, status__in=USED)
    return list(
        Room.objects.filter(base__in=list(base_ids), active=True, created_on__lte=since)
        .exclude(kind=RoomKind.DESK)
        .exclude(pk__in=used.order_by().values("room"))
        .select_related("base__body")
    )


def percent(part: int, whole: int) -> int:
    """Whole per cent, rounded half up; 0 of nothing."""
    return (part * 200 + whole) // (whole * 2) if whole else 0


def _pour(hours: list[int], first: int, until: int) -> None:
    for hour in range(first // HOUR, -(-until // HOUR)):
        hours[hour] += min(until, (hour + 1) * HOUR) - max(first, hour * HOUR)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
