"""Who may take which step of a project, in each state."""

import pytest

from incubator.ventures.workflow import VENTURE
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import ventures as make
from tests.people import KINDS, person

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PEOPLE = (*(name for name in KINDS if name != "anonymous"), "finance")
OWNER = {"owner"}
MONEY = {"owner", "finance"}
EDIT = {"incubation_clerk", "section_head"}
CONVENE = {"incubation_clerk", "rating_clerk", "section_head"}
APPROVE = {"section_head", "leader"}
ANSWER = {"incubation_clerk", "rating_clerk", "section_head"}
TABLE = {
    "applied": {"withdraw": OWNER, "check": EDIT, "ask": EDIT, "refuse": EDIT},
    "incomplete": {"withdraw": OWNER, "complete": OWNER},
    "checked": {"withdraw": OWNER, "to_panel": CONVENE},
    "defence": {"withdraw": OWNER, "defend": EDIT, "absent": EDIT},
    "scored": {"withdraw": OWNER, "publish": APPROVE, "not_fund": APPROVE},
    "published": {"correct": ANSWER, "take_off": ANSWER},
    "waiting": {"withdraw": OWNER},
    "contract": {"withdraw": OWNER, "sign": OWNER},
    "signed": {"return_contract": EDIT, "countersign": APPROVE},
    "running": {"report": OWNER, "fail": APPROVE},
    "mid_report": {"pass": EDIT, "mend": EDIT, "fail": APPROVE},
    "mid_mend": {"report": OWNER, "fail": APPROVE},
    "second": {"report": OWNER, "fail": APPROVE},
    "final_report": {"pass": EDIT, "mend": EDIT, "fail": APPROVE},
    "final_mend": {"report": OWNER, "fail": APPROVE},
    "settling": {"state": MONEY},
    "stated": {"return_statement": EDIT, "accept": EDIT},
    "returning": {},
    "closed": {},
    "terminated": {},
    "refused": {},
    "not_funded": {},
    "withdrawn": {},
    "lapsed": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(VENTURE.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in VENTURE.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


def test_who_may_do_what_in_each_state_and_nobody_else():
    row = make.applied()
    case = row.case
    actions = {step.action for step in VENTURE.steps}
    for state in TABLE:
        # Only the engine's view is asked here: the row is never saved in the state.
        row.status = state
        for name in PEOPLE:
            offered = {step.action for step in engine.possible(row, person(name))}
            allowed = {action for action, who in TABLE[state].items() if name in who}
            assert offered == allowed, (state, name)
    assert case is not None
    row = make.fresh(row)
    for name in PEOPLE:
        for action in sorted(actions - set(TABLE["applied"])):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            assert refusal.value.codes == {"not_possible_now"}
