"""Who may take which step of an assessment, in each of its states, and nobody else."""

import pytest

from portal.core.reasons import Refused
from portal.workflow import engine
from ratings.applications.assessing import ASSESSING, PATH
from ratings.applications.enums import RatingState
from ratings.applications.workflow import RATING
from ratings.assessments import operations
from tests.factories import assessments as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
OFFICE = {"rating_clerk", "section_head"}
OWNER = {"owner"}
TABLE = {
    "qualified": {"hand_in": OWNER, "more_time": OFFICE, "withdraw": OWNER, "disqualify": OFFICE},
    "handed_in": {"send_back": OFFICE, "accept": OFFICE, "withdraw": OWNER},
    "accepted": {"arrange": OFFICE, "withdraw": OWNER},
    "visiting": {"move_visit": OFFICE, "hold_visit": OFFICE, "withdraw": OWNER},
    "visited": {"withdraw": OWNER},
    "scored": {"sign": OWNER, "object": OWNER, "withdraw": OWNER},
    "assessed": {"withdraw": OWNER, "opine": OFFICE},
    "overdue": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == {RatingState.QUALIFIED, *PATH, RatingState.OVERDUE}
    for state, actions in TABLE.items():
        offered = {s.action for s in RATING.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state_and_nobody_else(state):
    row = make.qualified()
    make.put(row, state)
    row = make.again(row)
    actions = {step.action for step in ASSESSING}
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
    row = make.handed_in()
    appoint(person("rating_clerk"), "viewer", row.organisation.body)
    given = {"row": row, "by": person("rating_clerk")}
    assert make.refusal(operations.accept, **given) == {"own_case"}
    assert make.refusal(operations.send_back, words="改", **given) == {"own_case"}
