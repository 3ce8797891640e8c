"""Two people at once on one report, one plan and one mentor's hours: one of them wins."""

from functools import partial

import pytest

from incubator.allowances import queries as amounts
from incubator.reports import mentoring, opening, planning, reporting
from incubator.reports.models import Report
from portal.core import clock
from tests.factories import reports as make
from tests.factories import residences as stays

pytestmark = pytest.mark.slow
HOURS = [{"kind": "mentoring", "amount": 120, "each": "whole", "carry_over": False}]


def test_a_report_is_handed_in_once_and_opened_once(together):
    row = stays.residence(begins_on=stays.months_ago(3))
    found = make.report(row)
    by = stays.owner(row)
    act = partial(reporting.hand_in, report=found, seen=0, answers=make.ANSWERS, by=by)
    answers = together(act, act)
    assert answers.count("done") == 1
    assert set(answers) <= {"done", "changed_meanwhile", "not_possible_now"}
    found.refresh_from_db()
    assert (found.status, found.version) == ("handed_in", 1)
    together(opening.run, opening.run)
    assert Report.objects.count() == 1


def test_a_plan_is_agreed_or_returned_and_never_both(together):
    row, worker = stays.residence(), stays.worker()
    plan = make.plan(row)
    answers = together(
        partial(planning.agree, plan=plan, by=worker),
        partial(planning.send_back, plan=plan, words="写明人数", by=worker),
    )
    assert sorted(answers) == ["done", "plan_answered"]
    plan.refresh_from_db()
    assert (plan.agreed_at is None) != (plan.returned_at is None)


def test_hours_with_a_mentor_never_exceed_what_was_granted(together):
    row, worker = stays.residence(grants=HOURS), stays.worker()
    mentor = make.mentor(row)
    told = mentoring.Told(day=clock.today(), minutes=90, what="谈章程")
    act = partial(mentoring.write, mentorship=mentor, told=told, by=worker)
    assert sorted(together(act, act)) == ["allowance_exceeded", "done"]
    assert amounts.left(row.body_id, "mentoring", clock.today()) == 30
    assert mentor.entries.count() == 1
