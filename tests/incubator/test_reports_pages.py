"""Every page of life in residence opens for its people."""

import pytest
from django.urls import reverse

from tests.factories import reports as make
from tests.factories import residences
from tests.people import client_of

pytestmark = pytest.mark.django_db


def _page(name, pk, kind):
    answer = client_of(kind).get(reverse(name, args=[pk]))
    assert answer.status_code == 200, (name, kind, answer.status_code)
    return answer.content.decode()


def test_a_full_residence_is_shown_on_both_pages():
    row = residences.residence(begins_on=residences.months_ago(3))
    make.agreed(row, "招募十名志愿者")
    found = make.report(row)
    make.entry(make.mentor(row))
    for name, kind in (("residence_home", "owner"), ("residence_case", "base_worker")):
        page = _page(name, row.pk, kind)
        assert "招募十名志愿者" in page
        assert "吴老师" in page
        assert reverse("report" if kind == "owner" else "report_case", args=[found.pk]) in page


def test_the_pages_of_plan_report_mentor_and_review_open():
    row = residences.residence(begins_on=residences.months_ago(3))
    milestone = make.agreed(row)[0]
    found = make.report(row)
    mentor = make.mentor(row)
    _page("residence_plan", row.pk, "owner")
    _page("milestone_done", milestone.pk, "owner")
    _page("report", found.pk, "owner")
    _page("mentor_log", row.pk, "colleague")
    _page("report_case", found.pk, "incubation_clerk")
    _page("residence_mentor", row.pk, "base_worker")
    _page("mentorship", mentor.pk, "base_worker")
    assert client_of("expert").get(reverse("mentoring")).status_code == 200
    make.mending(row)
    _page("residence_mend", row.pk, "owner")
    _page("residence_review", row.pk, "incubation_clerk")
    _page("residence_home", row.pk, "owner")
    _page("residence_case", row.pk, "base_worker")
