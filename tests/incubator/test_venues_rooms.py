"""Rooms of a base: adding, changing, and what is refused."""

from datetime import time

import pytest

from incubator.venues import operations
from incubator.venues.enums import RoomKind
from incubator.venues.models import Room
from portal.audit import queries as audit
from portal.core.reasons import Refused
from tests.factories import programmes
from tests.people import person

pytestmark = pytest.mark.django_db


def test_a_base_worker_adds_a_room_and_it_stands_in_the_history():
    room = operations.add_room(
        base=programmes.base(),
        name=" 会议室1 ",
        kind="meeting",
        capacity=20,
        area=40,
        equipment="投影, 音响、投影",
        opens=time(9),
        closes=time(17, 30),
        price_fen_per_hour=0,
        by=person("base_worker"),
    )
    assert (room.name, room.things) == ("会议室1", ["投影", "音响"])
    assert audit.history(subject=f"incubator.room:{room.pk}").get().action == "room.added"


def test_every_mistake_of_a_room_is_told_at_once():
    with pytest.raises(Refused) as refusal:
        operations.add_room(
            base=programmes.base(),
            name="会议室",
            kind="ballroom",
            capacity=0,
            opens=time(17),
            closes=time(9),
            by=None,
        )
    assert refusal.value.codes == {"room_kind_unknown", "room_without_seats", "room_hours_wrong"}


def test_a_name_stands_once_per_base():
    base, other = programmes.base(), programmes.base("other_bureau", "康巴什区孵化中心")
    given = {"name": "会议室1", "kind": RoomKind.MEETING, "capacity": 8, "by": None}
    operations.add_room(base=base, **given)
    operations.add_room(base=other, **given)
    with pytest.raises(Refused) as refusal:
        operations.add_room(base=base, **given)
    assert refusal.value.codes == {"room_exists"}
    assert Room.objects.count() == 2


@pytest.mark.parametrize("name", ["owner", "expert", "clerk", "resident", "leader"])
def test_others_add_no_room(name):
    with pytest.raises(Refused) as refusal:
        operations.add_room(
            base=programmes.base(), name="会议室", kind="meeting", capacity=8, by=person(name)
        )
    assert refusal.value.codes == {"not_permitted"}
