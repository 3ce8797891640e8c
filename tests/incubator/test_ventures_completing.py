"""The first check says once, and all at once, what is missing; the organisation completes it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from incubator.ventures import applying, operations, rounds
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from tests import work
from tests.factories import ventures as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
POINTS = "请附场地同意书。\n\n 预算第二行写明数量。 "


def refused(act, **given):
    """The codes of a refusal."""
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


def asked(row=None):
    """A project of ours that was sent back."""
    return operations.ask(
        project=row or make.applied(), points=POINTS, by=person("incubation_clerk")
    )


def kept(row, **given):
    """What the owner enters."""
    return applying.save(
        call=row.call, organisation=row.organisation, by=person("owner"),
        **make.answers(row.call, **given),
    )  # fmt: skip


def test_the_whole_list_is_told_once_with_a_day_and_what_was_typed_stays():
    row = make.applied()
    clerk = person("incubation_clerk")
    assert refused(operations.ask, project=row, points=" \n ", by=clerk) == {"words_missing"}
    row = asked(row)
    assert (row.status, row.case.waits_for, row.case.due_rule) == (
        "incomplete", "applicant", "ventures.complete",
    )  # fmt: skip
    assert row.lacks.splitlines() == ["请附场地同意书。", "预算第二行写明数量。"]
    assert (row.asked, len(row.costs)) == (make.ASKED, 3)
    assert Notice.objects.filter(key="venture_incomplete").exists()
    row = applying.complete(project=kept(row, reach=61), by=person("owner"))
    assert (row.status, row.reach, row.case.due_rule) == ("applied", 61, "ventures.check")
    assert refused(operations.ask, project=row, points="还缺一样。", by=clerk) == {"told_before"}


def test_it_is_completed_after_the_applications_ended_but_only_whole():
    row = make.applied()
    assert row.call.closes_on is not None
    work.move_to(f"{row.call.closes_on}T09:00:00+08:00")
    row = asked(row)
    work.move_to((clock.now() + timedelta(days=2)).isoformat())
    row = kept(row, asked=None, goals="")
    assert (row.status, row.asked) == ("incomplete", None)
    owner = person("owner")
    assert refused(applying.complete, project=row, by=owner) == {"asked_missing", "goals_missing"}
    assert refused(applying.complete, project=row, by=person("stranger")) >= {"not_permitted"}
    assert refused(rounds.convene, call=row.call, by=person("incubation_clerk")) == {"checks_open"}
    assert applying.complete(project=kept(row), by=owner).status == "applied"
    assert refused(applying.complete, project=row, by=owner) == {"not_possible_now"}
    assert refused(kept, row=row) == {"already_applied"}


def test_what_is_not_completed_in_time_is_closed_and_told():
    row = asked()
    work.move_to((clock.now() + timedelta(days=15)).isoformat())
    work.drain()
    row = make.fresh(row)
    assert (row.status, row.case.closed_at is None) == ("lapsed", False)
    assert Notice.objects.filter(key="venture_not_completed").exists()
    assert not Notice.objects.filter(key="venture_lapsed").exists()


def test_the_pages_lead_from_the_list_to_the_completed_application(in_chinese):
    row = make.applied()
    clerk, owner = client_of("incubation_clerk"), client_of("owner")
    case = reverse("venture_case", args=[row.pk])
    assert clerk.post(case, {"act": "ask", "points": ""}).status_code == 200
    assert clerk.post(case, {"act": "ask", "points": POINTS}).status_code == 302
    mine = owner.get(reverse("my_venture", args=[row.pk])).content.decode()
    form = f"{reverse('venture_apply', args=[row.call_id])}?organisation={row.organisation_id}"
    assert "请附场地同意书。" in mine
    assert form in mine
    page = owner.get(form).content.decode()
    assert "请附场地同意书。" in page
    assert "每周课后托管 30 次" in page
    colleague = client_of("colleague").get(reverse("my_venture", args=[row.pk])).content.decode()
    assert form not in colleague
