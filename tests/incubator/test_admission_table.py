"""Every state × action × person of an application."""

import pytest

from incubator.admission.workflow import ADMISSION
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import deciding as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
CHECK = {"incubation_clerk", "section_head"}
DECIDE = {"section_head", "leader"}
OWN = {"owner"}
FIRST = {"pass_check": CHECK, "return_incomplete": CHECK, "refuse_check": CHECK, "withdraw": OWN}
TABLE = {
    "submitted": FIRST,
    "returned": {"extend": OWN, "supply": OWN, "withdraw": OWN},
    "resubmitted": FIRST,
    "checked": {"to_panel": CHECK, "refuse_late": DECIDE},
    "in_panel": {},
    "scored": {"publish": DECIDE, "not_select": DECIDE, "refuse_late": DECIDE},
    "publicity": {
        "correct": CHECK,
        "refuse_after_objection": CHECK,
        "refuse_late": DECIDE,
        "decline": OWN,
    },
    "reserve": {"refuse_late": DECIDE, "decline": OWN},
    "agreement": {"sign": OWN, "refuse_late": DECIDE, "decline": OWN},
    "signed": {"return_agreement": CHECK, "countersign": CHECK, "refuse_late": DECIDE},
    "resident": {},
    "refused": {},
    "not_selected": {},
    "lapsed": {},
    "declined": {},
    "withdrawn": {},
    "reserve_expired": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(ADMISSION.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in ADMISSION.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state(state):
    row = make.in_state(make.application(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)


@pytest.mark.parametrize("state", TABLE)
def test_what_is_not_offered_is_refused(state):
    row = make.in_state(make.application(), state)
    for action in sorted({step.action for step in ADMISSION.steps}):
        for name in PEOPLE:
            if name in TABLE[state].get(action, set()):
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = ADMISSION.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state


@pytest.mark.parametrize("state", [state for state in TABLE if TABLE[state]])
def test_nobody_of_the_office_decides_for_their_own_organisation(state):
    from dataclasses import replace

    from incubator.admission import queries
    from tests.people import appoint

    row = make.in_state(make.application(), state)
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
                facts=lambda locked: replace(queries.facts(locked, head), points=1),
            )
        assert "own_case" in refusal.value.codes, (state, action)
