"""Who may take which step of an application for a rating, in each of its states."""

import pytest

from portal.core.reasons import Refused
from portal.workflow import engine
from ratings.applications.workflow import CHECKING, RATING
from tests.factories import ratings as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
OFFICE = {"rating_clerk", "section_head"}
HOUSE = {"owner"}
CHECK = {"qualify": OFFICE, "refuse": OFFICE, "withdraw": HOUSE}
TABLE = {
    "applied": {**CHECK, "ask_more": OFFICE},
    "returned": {"supply": HOUSE, "withdraw": HOUSE},
    "supplied": CHECK,
    "qualified": {"withdraw": HOUSE, "disqualify": OFFICE},
    "not_qualified": {},
    "withdrawn": {},
    "lapsed": {},
}
ACTIONS = {step.action for step in CHECKING}


def test_the_table_names_every_action_of_people_in_these_states():
    for state, actions in TABLE.items():
        offered = {
            step.action
            for step in RATING.steps_from(state)
            if step.permission is not None and step.action in ACTIONS
        }
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    row = make.put(make.applied(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))} & ACTIONS
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in sorted(ACTIONS - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = RATING.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state
