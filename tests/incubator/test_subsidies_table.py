"""Who may take which step of a list and of a batch of subsidies, in each state."""

import pytest

from incubator.subsidies.workflow import BATCH, LIST
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import subsidies as make
from tests.people import KINDS, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PEOPLE = (*(name for name in KINDS if name != "anonymous"), "finance")
MONEY = {"owner", "finance"}
EDIT = {"incubation_clerk", "section_head"}
APPROVE = {"section_head", "leader"}
ANSWER = {"incubation_clerk", "rating_clerk", "section_head"}
PAY, SECOND = {"accountant"}, {"treasurer"}
LISTS = {
    "confirmed": {"withdraw": MONEY, "check": EDIT, "send_back": EDIT},
    "checked": {"withdraw": MONEY, "send_back": EDIT},
    "batched": {},
    "published": {"correct": ANSWER, "take_off": ANSWER},
    "cleared": {"order": PAY, "stop": APPROVE},
    "ordered": {},
    "paid": {},
    "closed": {},
    "returned": {},
    "withdrawn": {},
}
BATCHES = {
    "building": {},
    "built": {"dissolve": EDIT, "propose": EDIT},
    "proposed": {"return": APPROVE, "approve": APPROVE},
    "published": {},
    "short": {},
    "committed": {"order": PAY, "pay_out": SECOND},
    "ordered": {"order": PAY},
    "paid": {},
    "closed": {},
    "dissolved": {},
}


@pytest.mark.parametrize(("flow", "table"), [(LIST, LISTS), (BATCH, BATCHES)])
def test_the_table_names_every_state_and_every_action_of_people(flow, table):
    assert set(table) == set(flow.states.values)
    for state, actions in table.items():
        offered = {s.action for s in flow.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", LISTS)
def test_who_may_do_what_with_a_list(state):
    asked(make.in_state(state), LISTS, state)


@pytest.mark.parametrize("state", BATCHES)
def test_who_may_do_what_with_a_batch(state):
    asked(make.batch_in_state(state), BATCHES, state)


def asked(row, table, state):
    """Everybody tries every action; only those of the table are offered and not refused."""
    actions = {step.action for step in row.workflow.steps}
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in table[state].items() if name in who}
        assert offered == allowed, (state, name)
        for action in sorted(actions - allowed):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = row.workflow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state
