"""Who may take which step of a base's year, in each state."""

import pytest

from incubator.yearly.workflow import BASE_YEAR
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import yearly as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
OFFICE = {"incubation_clerk", "section_head", "leader"}
ANSWER = {"incubation_clerk", "section_head"}
BASE = {"base_worker"}
TABLE = {
    "opened": {"state": BASE, "call_off": OFFICE},
    "stated": {"return_account": OFFICE, "visit": OFFICE, "call_off": OFFICE},
    "visited": {"score": OFFICE, "call_off": OFFICE},
    "scored": {"score": OFFICE, "publish": OFFICE, "call_off": OFFICE},
    "published": {"correct": ANSWER, "score_again": ANSWER},
    "graded": {},
    "called_off": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(BASE_YEAR.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in BASE_YEAR.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    row = make.in_state(state)
    actions = {step.action for step in row.workflow.steps}
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in sorted(actions - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = row.workflow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state
