"""Every state × action × person of a request for support."""

import pytest

from incubator.support import queries
from incubator.support.workflow import SUPPORT
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import support as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
ANSWER = {"incubation_clerk", "section_head", "base_worker"}
OWN = {"owner"}
TABLE = {
    "asked": {"accept": ANSWER, "decline": ANSWER, "cancel": OWN, "cancel_for_them": ANSWER},
    "accepted": {
        "move": ANSWER,
        "call_off": ANSWER,
        "cancel": OWN,
        "cancel_for_them": ANSWER,
        "deliver": ANSWER,
        "miss": ANSWER,
    },
    "held": {"deliver": ANSWER, "miss": ANSWER},
    "delivered": {},
    "declined": {},
    "cancelled": {},
    "missed": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(SUPPORT.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in SUPPORT.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_what_is_not_offered_is_refused(state):
    row = make.in_state(make.asked(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)
    for action in sorted({step.action for step in SUPPORT.steps}):
        for name in PEOPLE:
            if name in TABLE[state].get(action, set()):
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = SUPPORT.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state


@pytest.mark.parametrize("state", [state for state in TABLE if TABLE[state]])
def test_nobody_of_the_base_answers_their_own_organisation(state):
    row = make.in_state(make.asked(), state)
    worker = person("base_worker")
    appoint(worker, "viewer", row.body)
    for action, who in TABLE[state].items():
        if "base_worker" not in who:
            continue
        with pytest.raises(Refused) as refusal:
            engine.advance(
                row,
                action,
                by=worker,
                note="因为",
                facts=lambda locked: queries.facts(locked, worker),
            )
        assert "own_case" in refusal.value.codes, (state, action)
