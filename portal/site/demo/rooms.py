"""Rooms of the demo city: a month as it stood in the paper book, and a busy week ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from incubator.bases import queries as bases
from incubator.venues import booking, operations, parties, recording
from incubator.venues.offers import Wish
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.register import queries as register

if TYPE_CHECKING:
    from datetime import date

    from incubator.bases.models import Base
    from incubator.venues.models import Room
    from incubator.venues.parties import Party
    from portal.accounts.models import User
    from portal.bodies.models import Body

ROOMS: tuple[dict[str, Any], ...] = (
    {"name": "会议室 201", "kind": "meeting", "capacity": 12, "area": 28, "place": "二楼东侧",
     "equipment": "投影、白板", "step_free": True},
    {"name": "会议室 202", "kind": "meeting", "capacity": 8, "area": 20, "place": "二楼东侧",
     "equipment": "白板"},
    {"name": "培训教室", "kind": "training", "capacity": 50, "area": 96, "place": "一楼",
     "equipment": "投影、音响、白板", "step_free": True, "needs_approval": True},
    {"name": "心理咨询室", "kind": "counsel", "capacity": 4, "area": 10, "place": "二楼西侧",
     "open_to": "organisations"},
    {"name": "书画室", "kind": "art", "capacity": 20, "area": 45, "place": "三楼"},
    {"name": "工位区", "kind": "desk", "capacity": 18, "area": 70, "place": "二楼"},
)  # fmt: skip
PAST, AHEAD, USERS = 28, 9, 10
TIMES = ((9 * 60, 60), (10 * 60 + 30, 90), (14 * 60 + 30, 120))
WHAT = ("志愿者培训", "理事会会议", "项目督导", "邻里议事会", "财务辅导", "读书会")


def build(people: dict[str, User], base: Base) -> None:
    """Rooms, what took place in four weeks, and what is booked in the days to come."""
    rooms = [operations.add_room(base=base, by=None, **row) for row in ROOMS]
    bookable = [room for room in rooms if room.kind != "desk"]
    bodies = [row.body for row in register.public().order_by("pk")[:USERS]]
    today = clock.today()
    open_days = sorted(
        {day for _base, day in bases.open_spans(
            [base.pk], today - timedelta(days=PAST), today + timedelta(days=AHEAD))}
    )  # fmt: skip
    for number, day in enumerate(open_days):
        for slot, room in _on(number, bookable):
            wish = _wish(room, day, slot, number)
            if day < today:
                party = _party(bodies[(number + slot) % USERS], day)
                recording.record_use(wish=wish, party=party, by=None)
            elif day > today:
                _book(wish, _user(number + slot, bodies, day, people), people)


def _on(number: int, rooms: list[Room]) -> list[tuple[int, Room]]:
    """Which rooms are used in which part of a day; the last one (calligraphy) stands unused."""
    used = rooms[:-1]
    return [
        (slot, room)
        for place, room in enumerate(used)
        for slot in range(len(TIMES))
        if (number + place * 2 + slot) % (place + 2) == 0
    ]


def _wish(room: Room, day: date, slot: int, number: int) -> Wish:
    first, minutes = TIMES[slot]
    return Wish(room, day, first, minutes, min(room.capacity, 6), WHAT[(number + slot) % len(WHAT)])


def _user(number: int, bodies: list[Body], day: date, people: dict[str, User]) -> Party:
    if number % 5 == 0:
        return parties.of_group(people["resident"], "团结社区合唱队")
    if number % 7 == 0:
        return parties.of_caller("白老师", "13900135888")
    return _party(bodies[number % USERS], day)


def _party(body: Body, day: date) -> Party:
    return parties.of_body(body, day)


def _book(wish: Wish, party: Party, people: dict[str, User]) -> None:
    """Book as people do; what a rule refuses (five a week, a room for others) is left out.

    The group books for itself, so that the training room waits for the base's approval.
    """
    by = people["resident"] if party.group_name else None
    try:
        booking.book(wish=wish, party=party, by=by)
    except Refused:
        return
