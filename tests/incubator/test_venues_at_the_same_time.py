"""A hundred people want one hour, and other races: one wins, everybody else is told what to do."""

from functools import partial
from itertools import pairwise

import pytest

from incubator.allowances.models import Allowance
from incubator.venues import answering, booking, closing, lending, replacing, times
from incubator.venues.models import Booking, DeskLoan, TakenTime, WeekUse
from portal.accounts.models import User
from tests.factories import residences
from tests.factories import venues as make
from tests.people import person

pytestmark = pytest.mark.slow
MANY = 100


def neighbours(number: int) -> list[User]:
    """Residents who each book for a group of their own."""
    return User.objects.bulk_create(
        [User(email=f"neighbour-{n}@tests.example", name=f"居民{n}") for n in range(number)]
    )


def test_of_a_hundred_who_want_one_hour_exactly_one_gets_it(together):
    wish = make.wish()
    acts = [
        partial(booking.book, wish=wish, party=make.group(user, f"邻里小组{n}"), by=user)
        for n, user in enumerate(neighbours(MANY))
    ]
    assert together(*acts) == ["done"] + ["taken"] * (MANY - 1)
    assert Booking.objects.get().status == "booked"
    assert TakenTime.objects.filter(room=wish.room, buffer=False).count() == 4


def test_hours_that_overlap_by_a_quarter_are_never_both_booked(together):
    room = make.room()
    starts = ("9:00", "9:15", "9:30", "9:45", "10:00", "10:15", "10:30", "10:45")
    acts = [
        partial(booking.book, wish=make.wish(room, at=at), party=make.group(user, "小组"), by=user)
        for at, user in zip(starts, neighbours(len(starts)), strict=True)
    ]
    found = together(*acts)
    assert set(found) == {"done", "taken"}
    rows = list(Booking.objects.order_by("first"))
    assert all(b.first - a.until >= 15 for a, b in pairwise(rows))


def test_one_user_at_once_in_many_rooms_does_not_exceed_the_week(together):
    owner = person("owner")
    acts = [
        partial(booking.book, wish=make.wish(make.room()), party=make.party(), by=owner)
        for _ in range(8)
    ]
    assert together(*acts) == ["done"] * 5 + ["week_full"] * 3
    assert WeekUse.objects.get().number == Booking.objects.count() == 5


def test_two_bookings_at_once_do_not_exceed_the_allowance(together):
    body, owner = make.resident(minutes=60), person("owner")
    acts = [
        partial(booking.book, wish=make.wish(make.room()), party=make.party(body), by=owner)
        for _ in range(3)
    ]
    assert together(*acts) == ["allowance_exceeded"] * 2 + ["done"]
    assert Allowance.objects.get(used__gt=0).used == 60


def test_a_booking_and_a_closure_at_once_leave_no_booking_in_a_closed_room(together):
    wish, owner, worker = make.wish(), person("owner"), person("base_worker")
    close = partial(
        closing.close,
        base=wish.room.base,
        room=wish.room,
        starts_at=times.moment(wish.day, 0),
        ends_at=times.moment(wish.day, times.DAY),
        reason="停电",
        by=worker,
    )
    found = together(partial(booking.book, wish=wish, party=make.party(), by=owner), close)
    assert found in (["done", "done"], ["done", "room_closed"])
    assert not Booking.objects.holding().exists()
    assert not TakenTime.objects.exists()


def test_a_booking_cancelled_twice_at_once_gives_its_allowance_back_once(together):
    body, owner, worker = make.resident(minutes=600), person("owner"), person("base_worker")
    row = make.booked(party=make.party(body))
    acts = [
        partial(answering.cancel, booking=row, by=owner),
        partial(answering.cancel_for, booking=row, by=worker, words="来电取消"),
    ]
    assert together(*acts) == ["done", "not_possible_now"]
    assert Allowance.objects.filter(used__gt=0).count() == 0
    assert WeekUse.objects.get().number == 0


def test_one_desk_goes_to_one_organisation(together):
    base, worker = make.base(), person("base_worker")
    room = make.room(base, kind="desk", capacity=1)
    rows = [residences.residence(base=base), residences.residence(make.other_body(), base=base)]
    acts = [
        partial(
            lending.lend,
            room=room,
            number=1,
            residence=row,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            by=worker,
        )
        for row in rows
    ]
    assert together(*acts) == ["desk_lent", "done"]
    assert DeskLoan.objects.count() == 1


def test_an_offer_clicked_twice_is_booked_once(together):
    row, other, owner = make.booked(), make.room(), person("owner")
    make.closed(row)
    acts = [
        partial(replacing.take_offer, booking=row, wish=make.wish(other, at=at), by=owner)
        for at in ("9:00", "14:00")
    ]
    assert together(*acts) == ["done", "offer_taken"]
    assert Booking.objects.holding().count() == 1
