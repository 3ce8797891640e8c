"""Who may take which step of a claim of money, in each state."""

import pytest

from incubator.grants.workflow import GRANT
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import grants as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = (*(name for name in KINDS if name != "anonymous"), "finance")
MONEY = {"owner", "finance"}
EDIT = {"incubation_clerk", "section_head"}
APPROVE = {"section_head", "leader"}
ANSWER = {"incubation_clerk", "rating_clerk", "section_head"}
PAY = {"accountant"}
TABLE = {
    "offered": {"claim": MONEY, "withdraw": MONEY},
    "claimed": {"withdraw": MONEY, "check": EDIT, "refuse": EDIT},
    "checked": {"return": APPROVE, "approve": APPROVE},
    "published": {"correct": ANSWER, "take_off": ANSWER},
    "queued": {"withdraw": MONEY, "stop": APPROVE},
    "committed": {"receipt": MONEY, "stop": APPROVE},
    "receipted": {"return_receipt": PAY, "order": PAY, "stop": APPROVE},
    "ordered": {},
    "paid": {"close": MONEY},
    "reporting": {"report": MONEY},
    "reported": {"return_report": EDIT, "accept": EDIT, "accept_with_rest": EDIT},
    "returning": {},
    "closed": {},
    "refused": {},
    "withdrawn": {},
    "lapsed": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(GRANT.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in GRANT.steps_from(state) if s.permission is not None}
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
