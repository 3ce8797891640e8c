"""Who may take which step of a decision, in each of its states, and nobody else."""

import pytest

from portal.core.reasons import Refused
from portal.workflow import engine
from ratings.applications.deciding import DECIDING, PATH
from ratings.applications.enums import RatingState
from ratings.applications.workflow import RATING
from ratings.deciding import operations
from tests.factories import assessments as make
from tests.factories import committee as cm
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
OFFICE, OWNER, LEADER = {"rating_clerk", "section_head"}, {"owner"}, {"leader"}
ANSWER = {"rating_clerk", "section_head", "incubation_clerk"}
TABLE = {
    "proposed": {"decide": OFFICE},
    "voted": {"publish": OFFICE},
    "public": {"ask_again": OWNER, "correct": ANSWER, "reconsider": ANSWER},
    "reviewing": {"uphold": OFFICE, "change": OFFICE, "reconsider": ANSWER},
    "stands": {"confirm": LEADER, "return_decision": LEADER},
    "confirmed": {"announce": OFFICE, "announce_none": OFFICE},
    "announced": {},
    "no_grade": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == {*PATH, RatingState.REVIEWING, RatingState.NO_GRADE}
    for state, actions in TABLE.items():
        offered = {s.action for s in RATING.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    row = make.qualified()
    make.put(row, state)
    row = make.again(row)
    actions = {step.action for step in DECIDING}
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        assert offered == {a for a, who in TABLE[state].items() if name in who}, (state, name)
        for action in sorted(actions - offered):
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = row.workflow.step(action, state) is not None
            assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
    row.refresh_from_db()
    assert row.status == state


def test_nobody_decides_for_an_organisation_of_their_own():
    row = make.qualified()
    make.put(row, RatingState.ASSESSED)
    appoint(cm.clerk(), "viewer", row.organisation.body)
    row = cm.again(row)
    refused = make.refusal(operations.opine, row=row, words=cm.OPINION, by=cm.clerk())
    assert refused == {"own_case"}
