"""Streets, their clerks and community groups for tests."""

from itertools import count
from typing import Any

from incubator.groups import operations
from incubator.groups.enums import GroupState
from incubator.groups.models import CommunityGroup
from incubator.groups.queries import Draft
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.bodies.operations import add_community
from tests import people

_serial = count(1)
STREET, COMMUNITY = "150602003", "150602003901"
OTHER_STREET, OTHER_COMMUNITY = "150602005", "150602005901"


def street(name: str = "林荫街道办事处", division: str = STREET) -> Body:
    """A street office with a community."""
    community = COMMUNITY if division == STREET else OTHER_COMMUNITY
    add_community(code=community, name="团结社区", parent=division)
    found, _new = Body.objects.get_or_create(
        kind="street_office", name=name, division_id=division, defaults={"phone": "0477-8500101"}
    )
    return found


def clerk(at: Body | None = None, name: str = "street-clerk") -> User:
    """A street clerk."""
    email = f"{name}@tests.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email=email, name="乌兰")
        people.appoint(found, "street_clerk", at or street())
    return found


def draft(**values: Any) -> Draft:
    """A group as typed."""
    given = {
        "name": f"团结社区晨练{next(_serial)}队",
        "category": "culture",
        "purpose": "每天早晨在小广场打太极。",
        "place": "团结社区小广场",
        "members": 18,
        "head_name": "高娃",
        "head_phone": "13800000011",
        "community": COMMUNITY,
        "host": "",
        "for_profit": False,
    }
    return Draft(**{**given, **values})


def submitted(by: User | None = None, **values: Any) -> CommunityGroup:
    """A group handed in by a resident."""
    office = street()
    row, _code = operations.submit(
        draft=draft(**values), office=office, by=by or people.person("resident")
    )
    return row


def filed(by: User | None = None, **values: Any) -> CommunityGroup:
    """A group on file."""
    return operations.file(group=submitted(by, **values), by=clerk())


def in_state(state: str, **values: Any) -> CommunityGroup:
    """A group in any state, brought there by the acts that lead there."""
    states, by = GroupState, clerk()
    resident = people.person("resident")
    if state in (
        states.SUBMITTED,
        states.RETURNED,
        states.REFUSED,
        states.WITHDRAWN,
        states.LAPSED,
    ):
        row = submitted(**values)
        if state in (states.RETURNED, states.LAPSED):
            row = operations.send_back(group=row, points=["缺活动地点", "缺负责人电话"], by=by)
        if state == states.LAPSED:
            row = operations.lapse(row)
        if state == states.REFUSED:
            row = operations.refuse(group=row, ground="other", words="不在本街道活动", by=by)
        return operations.withdraw(group=row, by=resident) if state == states.WITHDRAWN else row
    row = filed(**values)
    if state in (states.CONFIRMING, states.UNCONFIRMED):
        row = operations.ask_confirmation(row)
    if state == states.UNCONFIRMED:
        row = operations.lose_confirmation(row)
    if state == states.GROWN:
        row = operations.grow(group=row, into=people.body("ours").name, by=by)
    if state == states.REMOVED:
        row = operations.remove(group=row, words="已经解散", by=by)
    return row
