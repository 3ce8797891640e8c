"""Who may take which step of a follow-up, in each of its states, and nobody else."""

import pytest

from portal.core.reasons import Refused
from portal.workflow import engine
from ratings.followups.enums import FollowUpState
from ratings.followups.workflow import FOLLOW_UP
from tests.factories import followups as make
from tests.factories import ratings
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
TRYING = ("resident", "owner", "colleague", "other_clerk", "clerk", "rating_clerk", "leader")
OFFICE, OWNER = {"rating_clerk", "section_head"}, {"owner"}
TABLE = {
    "opened": {"state": OWNER, "drop": OFFICE},
    "stated": {"check": OFFICE, "drop": OFFICE},
    "checked": {"keep": OFFICE, "lower": OFFICE, "drop": OFFICE},
    "kept": {},
    "proposed": {},
    "dropped": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(FollowUpState.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in FOLLOW_UP.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


def test_who_may_do_what_in_each_state_and_nobody_else():
    row = make.proposed()
    actions = {step.action for step in FOLLOW_UP.steps}
    for state, allowed in TABLE.items():
        at = ratings.put(row, state)
        for name in PEOPLE:
            offered = {step.action for step in engine.possible(at, person(name))}
            assert offered == {a for a, who in allowed.items() if name in who}, (state, name)
            for action in sorted(actions - offered) if name in TRYING else ():
                with pytest.raises(Refused) as refusal:
                    engine.advance(at, action, by=person(name), note="因为")
                known = FOLLOW_UP.step(action, state) is not None
                assert refusal.value.codes == {"not_permitted" if known else "not_possible_now"}
        at.refresh_from_db()
        assert at.status == state
