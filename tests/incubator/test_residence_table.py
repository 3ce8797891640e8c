"""Every state × action × person of a residence."""

from dataclasses import replace

import pytest

from incubator.residence import queries
from incubator.residence.workflow import RESIDENCE
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import residences as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
KEEP = {"incubation_clerk", "section_head"}
DECIDE = {"section_head", "leader"}
OWN = {"owner"}
END = {"propose_termination": KEEP, "leave": OWN, "dissolve": KEEP}
TABLE = {
    "running": {
        "start_midterm": KEEP,
        "start_exit": KEEP,
        "ask_exit": OWN,
        "extend": DECIDE,
        **END,
    },
    "midterm": {"pass_midterm": KEEP, "fail_midterm": KEEP, **END},
    "mending": {"hand_in_mending": OWN, **END},
    "rereview": {"pass_rereview": KEEP, "fail_rereview": KEEP, **END},
    "exit": {"extend": DECIDE, "graduate": DECIDE, "finish": DECIDE, **END},
    "hearing": {"speak": OWN, "dissolve": KEEP},
    "heard": {"keep": DECIDE, "terminate": DECIDE, "dissolve": KEEP},
    "leaving": {"hand_over": KEEP},
    "follow_up": {"close": KEEP},
    "closed": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(RESIDENCE.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in RESIDENCE.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state(state):
    row = make.in_state(make.residence(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)


@pytest.mark.parametrize("state", TABLE)
def test_what_is_not_offered_is_refused(state):
    row = make.in_state(make.residence(), state)
    for action in sorted({step.action for step in RESIDENCE.steps}):
        for name in PEOPLE:
            if name in TABLE[state].get(action, set()):
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = RESIDENCE.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state


@pytest.mark.parametrize("state", [s for s in TABLE if s not in ("follow_up", "closed")])
def test_nobody_of_the_office_decides_for_their_own_organisation(state):
    row = make.in_state(make.residence(), state)
    head = person("section_head")
    appoint(head, "viewer", row.body)
    for action, who in TABLE[state].items():
        if "section_head" not in who:
            continue
        with pytest.raises(Refused) as refusal:
            engine.advance(
                row,
                action,
                by=head,
                note="因为",
                facts=lambda locked: replace(queries.facts(locked, head)),
            )
        assert "own_case" in refusal.value.codes, (state, action)
