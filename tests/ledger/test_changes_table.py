"""Who may take which step of a change of a budget, in each state."""

import pytest

from portal.core.reasons import Refused
from portal.ledger.changes.workflow import BUDGET_CHANGE
from portal.workflow import engine
from tests.factories import ledger as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
APPROVE, EDIT = {"treasurer", "leader"}, {"accountant"}
TABLE = {
    "proposed": {"approve": APPROVE, "refuse": APPROVE, "withdraw": EDIT},
    "approved": {},
    "refused": {},
    "withdrawn": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(BUDGET_CHANGE.states.values)
    for state, actions in TABLE.items():
        assert set(actions) == {step.action for step in BUDGET_CHANGE.steps_from(state)}


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
