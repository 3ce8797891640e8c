"""Every state × action × role of an enrolment, and who has which role."""

import pytest

from incubator.training import certifying, operations, queries, steps
from incubator.training.enums import Seat
from incubator.training.steps import STEPS, Role
from portal.core.reasons import Refused
from tests.factories import training as make
from tests.people import KINDS, person

pytestmark = pytest.mark.django_db
L, W, P = Role.LEARNER, Role.WORKER, Role.PORTAL
BOTH = {L, W}
TABLE = {
    "waiting": {"leave": BOTH, "offer": {P}, "lapse": {P}, "cancel": {P}},
    "offered": {"accept": BOTH, "leave": BOTH, "lapse": {P}, "cancel": {P}},
    "enrolled": {
        "leave": BOTH,
        "cancel": {P},
        "sign_in": BOTH,
        "evaluate": BOTH,
        "finish": {P},
        "miss": {P},
        "certify": {W, P},
    },
    "finished": {"evaluate": BOTH, "certify": {W, P}},
    "left": {},
    "lapsed": {},
    "cancelled": {},
    "absent": {},
}
PEOPLE = tuple(name for name in KINDS if name not in ("anonymous", "resident"))
WORKERS = {"base_worker", "incubation_clerk", "section_head"}


def test_the_table_names_every_state_and_action():
    assert set(TABLE) == set(Seat.values)
    assert {action for row in TABLE.values() for action in row} == set(STEPS)


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("role", Role)
def test_what_is_allowed(state, role):
    expected = {action for action, who in TABLE[state].items() if role in who}
    assert steps.allowed(state, role) == expected


@pytest.mark.parametrize("state", TABLE)
def test_what_is_not_in_the_table_is_refused(state):
    one = make.in_state(make.learner(), state)
    for action in STEPS:
        for role in (*Role, None):
            allowed = TABLE[state].get(action, set())
            if role in allowed:
                steps.check(one, action, role)
                continue
            with pytest.raises(Refused) as refusal:
                steps.check(one, action, role)
            expected = {"not_permitted"} if action in TABLE[state] else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, role)


def test_who_is_what_to_an_enrolment():
    learner = person("resident")
    one = make.enrolled(make.run(), learner)
    assert queries.role(learner, one) is L
    for name in PEOPLE:
        assert queries.role(person(name), one) is (W if name in WORKERS else None), name


@pytest.mark.parametrize("state", TABLE)
def test_nobody_else_leaves_accepts_or_judges_for_a_learner(state):
    one = make.in_state(person("resident"), state)
    acts = {
        "leave": operations.leave,
        "accept": operations.accept,
        "evaluate": lambda **given: certifying.evaluate(marks=make.MARKS, words="", **given),
    }
    for action, act in acts.items():
        with pytest.raises(Refused) as refusal:
            act(enrolment=one, by=person("stranger"))
        expected = {"not_permitted"} if action in TABLE[state] else {"not_possible_now"}
        assert refusal.value.codes == expected, (state, action)
    one.refresh_from_db()
    assert one.state == state
