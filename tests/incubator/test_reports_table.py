"""Every state × action × person of a report."""

import pytest

from incubator.reports import queries
from incubator.reports.workflow import REPORT
from portal.core.reasons import Refused
from portal.workflow import engine
from tests.factories import reports as make
from tests.people import KINDS, appoint, person

pytestmark = pytest.mark.django_db
PEOPLE = tuple(name for name in KINDS if name != "anonymous")
KEEP = {"incubation_clerk", "section_head", "base_worker"}
OWN = {"owner"}
TABLE = {
    "open": {"hand_in": OWN},
    "handed_in": {"send_back": KEEP, "accept": KEEP},
    "returned": {"hand_in_again": OWN},
    "again": {"accept": KEEP},
    "accepted": {},
    "dropped": {},
}


def test_the_table_names_every_state_and_every_action_of_people():
    assert set(TABLE) == set(REPORT.states.values)
    for state, actions in TABLE.items():
        offered = {s.action for s in REPORT.steps_from(state) if s.permission is not None}
        assert set(actions) == offered, state


@pytest.mark.parametrize("state", TABLE)
def test_who_may_do_what_in_each_state(state):
    row = make.in_state(make.report(), state)
    for name in PEOPLE:
        offered = {step.action for step in engine.possible(row, person(name))}
        allowed = {action for action, who in TABLE[state].items() if name in who}
        assert offered == allowed, (state, name)


@pytest.mark.parametrize("state", TABLE)
def test_what_is_not_offered_is_refused(state):
    row = make.in_state(make.report(), state)
    for action in sorted({step.action for step in REPORT.steps}):
        for name in PEOPLE:
            if name in TABLE[state].get(action, set()):
                continue
            with pytest.raises(Refused) as refusal:
                engine.advance(row, action, by=person(name), note="因为")
            known = REPORT.step(action, state) is not None
            expected = {"not_permitted"} if known else {"not_possible_now"}
            assert refusal.value.codes == expected, (state, action, name)
    row.refresh_from_db()
    assert row.status == state


@pytest.mark.parametrize("state", ["handed_in", "again"])
def test_nobody_reads_the_report_of_their_own_organisation(state):
    row = make.in_state(make.report(), state)
    worker = person("base_worker")
    appoint(worker, "viewer", row.residence.body)
    for action in TABLE[state]:
        with pytest.raises(Refused) as refusal:
            engine.advance(
                row,
                action,
                by=worker,
                note="因为",
                facts=lambda locked: queries.facts(locked, worker),
            )
        assert "own_case" in refusal.value.codes, (state, action)
