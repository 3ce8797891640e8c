"""Addresses of rooms, bookings, closures, desks and their use."""

from itertools import count

from incubator.venues import booking, feeds, lending, parties
from tests import people
from tests.factories import programmes, residences
from tests.factories import venues as make
from tests.harness.matrix import EVERYBODY, SIGNED_IN, entry

ABSENT = {"pk": 999_999}
BASE = {"base_worker", "incubation_clerk", "section_head"}
OFFICE = BASE | {"clerk", "counter_clerk", "leader", "supervisor"}
MEMBERS = {"owner", "colleague"}
ELSEWHERE = "康巴什区孵化中心"


def room():
    return {"pk": make.room().pk}


def other_room():
    return {"pk": make.room(make.base("other_bureau", ELSEWHERE)).pk}


_days = count(1)


def _wish(room=None):
    """A time on a day of its own, so that the week's limit is not reached."""
    return make.wish(room, make.day(next(_days) % 50 + 5))


def row():
    return {"pk": make.booked(_wish()).pk}


def theirs():
    party = parties.of_body(people.body("theirs"), make.day())
    room = make.room(make.base("other_bureau", ELSEWHERE))
    made = booking.book(wish=_wish(room), party=party, by=people.person("stranger"))
    return {"pk": made.pk}


def displaced():
    made = make.booked(_wish())
    make.closed(made)
    return {"pk": made.pk}


def closure():
    return {"pk": make.closed(make.booked(_wish())).pk}


def loan():
    base = make.base()
    living = residences.residence(residences.free_body(), base=base)
    made = lending.lend(
        room=make.room(base, kind="desk"),
        number=1,
        residence=living,
        begins_on=living.begins_on,
        ends_on=living.ends_on,
        by=people.person("base_worker"),
    )
    return {"pk": made.pk}


def secret():
    return {"secret": feeds.new_address(by=people.person("owner"))}


entry("rooms")
entry("room", own=room, absent=ABSENT)
entry("base_rooms", own=lambda: {"pk": programmes.base().pk}, absent=ABSENT)
entry("room_feed", own=secret, absent={"secret": "nothing"}, sees_own=EVERYBODY)
entry("room_book", own=room, absent=ABSENT, sees_own=SIGNED_IN)
entry("my_bookings", sees_own=SIGNED_IN)
entry("booking", own=row, other=theirs, absent=ABSENT, sees_own=MEMBERS, sees_other={"stranger"})
entry(
    "booking_cancel",
    own=row,
    other=theirs,
    absent=ABSENT,
    sees_own=MEMBERS,
    sees_other={"stranger"},
    method="post",
    answers={302},
)
entry("booking_offer", own=displaced, absent=ABSENT, sees_own=MEMBERS)
for _name in ("bookings_kept", "rooms_kept", "room_add", "room_closures", "desks_kept"):
    entry(_name, sees_own=BASE)
for _name in ("room_use", "room_use_csv"):
    entry(_name, sees_own=BASE | {"leader"})
entry("booking_kept", own=row, other=theirs, absent=ABSENT, sees_own=OFFICE,
      sees_other={"other_clerk", "supervisor"})  # fmt: skip
entry("booking_slip", own=row, other=theirs, absent=ABSENT, sees_own=BASE)
for _name in ("booking_for_caller", "room_sheet", "room_feed_address", "room_edit"):
    entry(_name, own=room, other=other_room, absent=ABSENT, sees_own=BASE)
for _name, _made in (("closure_lift", closure), ("desk_back", loan)):
    entry(_name, own=_made, absent=ABSENT, sees_own=BASE, method="post", answers={302})
entry(
    "booking_reveal",
    own=lambda: {"pk": make.for_caller(_wish()).pk},
    other=theirs,
    absent=ABSENT,
    sees_own=BASE,
)
