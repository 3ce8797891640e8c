"""Every state × action × person of a registration."""

import pytest

from incubator.registering.workflow import REGISTRATION
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import registering as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
HELP = {"incubation_clerk", "section_head", "base_worker"}
OWN = {"owner"}
GIVE_UP = {"withdraw": OWN}
CLOSE = {"close": HELP}
TABLE = {
    "naming": {"ask_name": OWN, **GIVE_UP, **CLOSE},
    "name_check": {"pass_name": HELP, "refuse_name": HELP, **GIVE_UP},
    "supervisor": {"settle_unit": OWN, **GIVE_UP, **CLOSE},
    "papers": {"hand_in": OWN, **GIVE_UP, **CLOSE},
    "review": {"return_papers": HELP, "pass_review": HELP, **GIVE_UP},
    "returned": {"answer": OWN, **GIVE_UP, **CLOSE},
    "ready": {"submit": HELP, **GIVE_UP},
    "submitted": {"ask_more": HELP, "register": HELP, "refuse": HELP, **GIVE_UP},
    "supplement": {"supply": HELP, **GIVE_UP},
    "following": {"finish": HELP},
    "done": {},
    "refused": {},
    "withdrawn": {},
    "closed": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(REGISTRATION.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in REGISTRATION.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


def test_who_may_do_what_in_each_state_and_what_is_not_offered_is_refused():
    row = make.begun()
    for state, actions in TABLE.items():
        make.in_state(row, state)
        for name in PEOPLE:
            offered = {step.action for step in engine.possible(row, person(name))}
            assert offered == {a for a, who in actions.items() if name in who}, (state, name)
            for action in {step.action for step in REGISTRATION.steps} - offered:
                with pytest.raises(Refused) as refusal:
                    engine.advance(row, action, by=person(name), note="因为")
                known = REGISTRATION.step(action, state) is not None
                expected = {"not_permitted"} if known else {"not_possible_now"}
                assert refusal.value.codes == expected, (state, action, name)
        row.refresh_from_db()
        assert row.status == state


def test_nobody_who_belongs_to_the_team_decides_for_it():
    from dataclasses import replace

    from incubator.registering import judging

    row, clerk = make.begun(), person("incubation_clerk")
    appoint(clerk, "viewer", row.body)
    for state, actions in TABLE.items():
        make.in_state(row, state)
        for action, who in actions.items():
            if "incubation_clerk" not in who or action == "finish":
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(
                    row,
                    action,
                    by=clerk,
                    note="因为",
                    facts=lambda r, a=action: replace(judging.facts(r, clerk, a), points=1),
                )
            assert "own_case" in refusal.value.codes, (state, action)
