"""The plan with its milestones, and the mentors' log."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.allowances import queries as amounts
from incubator.reports import mentoring, planning, queries
from incubator.reports.conditions import Row
from portal.core import clock
from portal.core.reasons import Refused
from tests.factories import reports as make
from tests.factories import residences as stays
from tests.factories.joining import scan
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
HOURS = [{"kind": "mentoring", "amount": 120, "each": "whole", "carry_over": False}]


def _refused(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.codes


def test_a_plan_counts_only_when_the_base_agrees():
    row = stays.residence()
    plan = make.plan(row, "招募十名志愿者")
    assert not row.milestones.exists()
    planning.agree(plan=plan, by=stays.worker())
    found = row.milestones.get()
    assert (found.title, found.owner, found.due_on) == (
        "招募十名志愿者",
        stays.owner(row),
        row.ends_on,
    )


def test_a_change_keeps_what_was_done_and_every_version():
    row, worker = stays.residence(), stays.worker()
    first, second = make.agreed(row, "招募", "开班")
    own = stays.owner(row)
    planning.finish(milestone=first, words="招到 12 人。", upload=None, by=own)
    rows = [Row("招募十人", own.pk, row.ends_on, first.code), Row("评估", own.pk, row.ends_on)]
    planning.agree(plan=planning.propose(residence=row, rows=rows, by=own), by=worker)
    shown = [(one.title, bool(one.done_on)) for one in queries.milestones_of(row)]
    assert shown == [("招募十人", True), ("评估", False)]
    second.refresh_from_db()
    assert second.dropped_on == clock.today()
    assert [plan.number for plan in queries.plans_of(row)] == [2, 1]


def test_a_newer_proposal_takes_the_place_of_one_that_waits():
    row = stays.residence()
    first = make.plan(row, "一")
    make.plan(row, "二")
    codes = _refused(lambda: planning.agree(plan=first, by=stays.worker()))
    assert codes == {"plan_answered"}


def test_every_fault_of_a_plan_is_named():
    row = stays.residence()
    by, late = stays.owner(row), row.ends_on + timedelta(days=1)
    rows = [Row(" ", by.pk, late), Row("开班", person("stranger").pk, None)]
    with pytest.raises(Refused) as refusal:
        planning.propose(residence=row, rows=rows, by=by)
    assert [reason.code for reason in refusal.value.reasons] == [
        "milestone_without_words",
        "milestone_day_outside",
        "milestone_without_owner",
        "milestone_day_outside",
    ]
    assert _refused(lambda: planning.propose(residence=row, rows=[], by=by)) == {"plan_empty"}


def test_a_milestone_is_reached_once_and_with_a_proof():
    row = stays.residence()
    found, own = make.agreed(row)[0], stays.owner(row)
    codes = _refused(lambda: planning.finish(milestone=found, words=" ", upload=None, by=own))
    assert codes == {"evidence_missing"}
    done = planning.finish(milestone=found, words="", upload=scan(), by=own)
    assert (done.done_on, done.file is not None) == (clock.today(), True)
    codes = _refused(lambda: planning.finish(milestone=found, words="又", upload=None, by=own))
    assert codes == {"milestone_done"}


def test_who_may_propose_agree_and_finish():
    row = stays.residence()
    plan = make.plan(row)
    for name in ("owner", "colleague", "stranger", "leader"):
        who = person(name)
        assert _refused(lambda w=who: planning.agree(plan=plan, by=w)) == {"not_permitted"}, name
    planning.agree(plan=plan, by=stays.worker())
    found = row.milestones.all()[0]
    for name in ("colleague", "stranger", "base_worker"):
        who = person(name)
        codes = _refused(
            lambda w=who: planning.finish(milestone=found, words="好", upload=None, by=w)
        )
        assert codes == {"not_permitted"}, name


def test_a_plan_is_proposed_and_answered_on_the_pages():
    row = stays.residence()
    own, base = client_of("owner"), client_of("base_worker")
    address = reverse("residence_plan", args=[row.pk])
    typed = {
        "title-0": "开两个班",
        "owner-0": str(stays.owner(row).pk),
        "due-0": row.ends_on.isoformat(),
    }
    assert own.post(address, {**typed, "title-0": ""}).status_code == 200
    assert own.post(address, typed).status_code == 302
    plan = queries.plans_of(row)[0]
    answer = base.post(
        reverse("plan_answer", args=[plan.pk]), {"action": "send_back", "words": "写明人数"}
    )
    assert answer.status_code == 302
    assert "写明人数" in own.get(reverse("residence_home", args=[row.pk])).content.decode()
    own.post(address, {**typed, "title-0": "开两个班，60 人"})
    plan = queries.plans_of(row)[0]
    base.post(reverse("plan_answer", args=[plan.pk]), {"action": "agree", "words": ""})
    assert row.milestones.get().title == "开两个班，60 人"


def test_a_mentors_hours_are_taken_from_what_was_granted():
    row = stays.residence(grants=HOURS)
    mentor = make.mentor(row)
    make.entry(mentor, 90)
    assert amounts.left(row.body_id, "mentoring", clock.today()) == 30
    assert _refused(lambda: make.entry(mentor, 60)) == {"allowance_exceeded"}
    assert mentor.entries.count() == 1
    make.entry(mentor, 60, booked=True)
    assert amounts.left(row.body_id, "mentoring", clock.today()) == 30


def test_hours_are_kept_where_nothing_was_granted_for_them():
    row = stays.residence()
    make.entry(make.mentor(row), 90)
    assert queries.minutes_mentored(row, row.begins_on, clock.today()) == 90


def test_impossible_days_and_lengths_are_named():
    mentor = make.mentor(stays.residence())
    by = stays.worker()
    tomorrow = clock.today() + timedelta(days=1)
    for told, code in (
        (mentoring.Told(tomorrow, 60, "谈"), "day_in_future"),
        (mentoring.Told(stays.yesterday(), 60, "谈"), "not_mentor_then"),
        (mentoring.Told(clock.today(), 481, "谈"), "minutes_impossible"),
    ):
        assert _refused(lambda t=told: mentoring.write(mentorship=mentor, told=t, by=by)) == {code}


def test_a_mentor_with_an_account_writes_and_the_organisation_signs():
    row = stays.residence()
    expert = person("expert")
    mentor = make.mentor(row, expert, "")
    page = client_of("expert")
    assert row.body.name in page.get(reverse("mentoring")).content.decode()
    typed = {"day": clock.today().isoformat(), "minutes": "45", "what": "谈章程", "next_step": ""}
    assert page.post(reverse("mentorship", args=[mentor.pk]), typed).status_code == 302
    entry = mentor.entries.get()
    assert (entry.minutes, entry.written_by, entry.seen_at) == (45, expert, None)
    own = client_of("owner")
    own.post(reverse("mentor_seen", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.seen_by == stays.owner(row)
    for name in ("stranger", "base_worker"):
        who = person(name)
        codes = _refused(lambda w=who: mentoring.sign_seen(entry=entry, by=w))
        assert codes == {"not_permitted"}


def test_a_mentor_is_named_once_and_is_nobody_of_the_organisation():
    row = stays.residence()
    make.mentor(row)
    assert _refused(lambda: make.mentor(row)) == {"mentor_already"}
    assert _refused(lambda: make.mentor(row, stays.owner(row), "")) == {"mentor_is_party"}
    assert _refused(lambda: make.mentor(row, None, " ")) == {"mentor_unnamed"}


def test_after_the_end_nothing_is_added():
    row = stays.residence()
    mentor, own = make.mentor(row), stays.owner(row)
    stays.in_state(row, "leaving", outcome="left")
    assert _refused(lambda: make.plan(row)) == {"residence_over"}
    assert _refused(lambda: make.entry(mentor)) == {"residence_over"}
    assert client_of("owner").get(reverse("residence_plan", args=[row.pk])).status_code == 404
    assert own.pk
