"""Every state × action × person of a community group."""

import pytest

from incubator.groups.workflow import GROUP
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import groups as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = (*(name for name in KINDS if name != "anonymous"), "street_clerk", "other_street_clerk")
STREET, OWN = {"street_clerk"}, {"resident"}
ON_FILE = {"grow": STREET, "remove": STREET}
CONFIRM = {"confirm": OWN, "confirm_for": STREET}
TABLE = {
    "submitted": {"file": STREET, "return": STREET, "refuse": STREET, "withdraw": OWN},
    "returned": {"supply": OWN, "withdraw": OWN},
    "filed": ON_FILE,
    "confirming": ON_FILE | CONFIRM,
    "unconfirmed": ON_FILE | CONFIRM,
    "refused": {},
    "lapsed": {},
    "withdrawn": {},
    "grown": {},
    "removed": {},
}


def somebody(name):
    if name == "street_clerk":
        return make.clerk()
    if name == "other_street_clerk":
        return make.clerk(make.street("富兴街道办事处", make.OTHER_STREET), "other-street")
    return person(name)


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(GROUP.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in GROUP.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state(state):
    row = make.in_state(state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, somebody(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)


@pytest.mark.parametrize("state", TABLE)
def test_what_is_not_offered_is_refused(state):
    row = make.in_state(state)
    for action in sorted({step.action for step in GROUP.steps}):
        for name in PEOPLE:
            if name in TABLE[state].get(action, set()):
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=somebody(name), note="因为")
            known = GROUP.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state
