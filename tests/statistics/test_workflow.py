"""Who may take which step of a report of statistics, in each state."""

import pytest

from portal.core.reasons import Refused
from portal.statistics.reports.workflow import STATISTICS
from portal.workflow import engine
from tests.factories import statistics as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
EDIT, CONFIRM = {"clerk", "section_head"}, {"section_head", "leader"}
TABLE = {
    "counting": {"counted": set(), "withdraw": EDIT},
    "draft": {"recount": EDIT, "hand_in": EDIT, "withdraw": EDIT},
    "handed_in": {"send": CONFIRM, "send_back": CONFIRM},
    "sent": {},
    "withdrawn": {},
}


def test_the_table_names_every_state_and_every_action():
    assert set(TABLE) == set(STATISTICS.states.values)
    for state, actions in TABLE.items():
        assert set(actions) == {step.action for step in STATISTICS.steps_from(state)}


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
    assert make.again(row).status == state
