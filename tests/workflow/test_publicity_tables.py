"""Every state × action × person of an objection."""

import pytest

from portal.core.reasons import Refused
from portal.workflow import engine
from portal.workflow.publicity import queries
from portal.workflow.publicity.workflow import OBJECTION
from tests.factories import publicity
from tests.people import person

pytestmark = pytest.mark.django_db
PEOPLE = (
    "resident",
    "owner",
    "colleague",
    "stranger",
    "clerk",
    "other_clerk",
    "section_head",
    "incubation_clerk",
    "leader",
    "counter_clerk",
    "supervisor",
    "editor",
    "administrator",
    "law_keeper",
    "expert",
)
DESK = {"incubation_clerk", "section_head"}
OWN = {"stranger"}
TABLE = {
    "received": {
        "dismiss": DESK,
        "correct": DESK,
        "uphold": DESK,
        "take_back": DESK,
        "withdraw": OWN,
    },
    "dismissed": {},
    "corrected": {},
    "upheld": {},
    "withdrawn": {},
}


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_every_state(state):
    row = publicity.objection_in(state)
    found = {}
    for who in PEOPLE:
        for step in engine.possible(row, person(who)):
            found.setdefault(step.action, set()).add(who)
    assert found == TABLE[state]


@pytest.mark.parametrize("state", TABLE)
def test_whatever_is_not_in_the_table_is_refused(state):
    row = publicity.objection_in(state)
    allowed = TABLE[state]
    for action in {step.action for step in OBJECTION.steps}:
        for who in PEOPLE:
            by = person(who)
            if who in allowed.get(action, set()):
                continue
            with pytest.raises(Refused) as caught:
                engine.advance(
                    row,
                    action,
                    by=by,
                    note="x",
                    facts=lambda locked, by=by: queries.answer_facts(locked, by),
                )
            wanted = "not_permitted" if action in allowed else "not_possible_now"
            assert wanted in caught.value.codes
