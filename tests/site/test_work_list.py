"""The work list: whose cases, in which order, how near their last day, at a constant cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import ClockOffset
from portal.core import clock, workdays
from portal.organisations.claims import operations as claims
from portal.site.work import queries
from portal.workflow.models import Case
from tests.factories import joining
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def submitted() -> Case:
    case = joining.claim(joining.organisation(), person("resident")).case
    assert case is not None
    return case


def titles(client_kind: str, query: str = "") -> list[str]:
    page = client_of(client_kind).get(f"/work/{query}")
    assert page.status_code == 200
    return [row.number for group in page.context["groups"] for row in group.rows]


def test_a_clerk_sees_the_cases_of_the_own_bureau_only(submitted: Case) -> None:
    assert titles("clerk") == [submitted.number]
    assert titles("section_head") == [submitted.number]
    assert titles("other_clerk") == []


def test_people_without_an_office_have_no_work_list(submitted: Case) -> None:
    for kind in ("resident", "owner", "editor", "administrator", "law_keeper"):
        assert client_of(kind).get("/work/").status_code == 404, kind
    assert client_of("anonymous").get("/work/").status_code == 302


def test_a_supervisor_sees_every_office_of_the_city_but_handles_none(submitted: Case) -> None:
    page = client_of("supervisor").get("/work/")
    assert [g.rows[0].number for g in page.context["groups"]] == [submitted.number]
    assert page.context["watching"] and not page.context["groups"][0].rows[0].first


def test_scopes_follow_whose_turn_it_is(submitted: Case) -> None:
    claim = joining.Claim.objects.get(case=submitted)
    claims.ask_more(claim=claim, by=person("clerk"), words="授权书没有盖章")
    assert titles("clerk") == []
    assert titles("clerk", "?scope=others") == [submitted.number]
    claims.withdraw(claim=joining.Claim.objects.get(pk=claim.pk), by=person("resident"))
    assert titles("clerk", "?scope=done") == [submitted.number]
    assert titles("clerk", "?scope=all") == [submitted.number]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?text=青禾", 1),
        ("?text=rl-", 1),
        ("?text=nothing", 0),
        ("?workflow=claim", 1),
        ("?workflow=supplier", 0),
        ("?channel=web", 1),
        ("?channel=paper", 0),
        ("?order=received", 1),
        ("?scope=nonsense&order=nonsense&page=99&text=%00", 1),
    ],
)
def test_filters_narrow_the_list(submitted: Case, query: str, found: int) -> None:
    assert len(titles("clerk", query)) == found


def group_after(case: Case, working_days: int) -> str:
    """The group in which the case stands after some working days have passed."""
    day = workdays.add_working_days(clock.today(), working_days).last_day
    ClockOffset.objects.all().delete()
    ClockOffset.objects.create(seconds=(day - clock.today()).days * 86_400)
    return next(
        code
        for code, label in queries.HEADINGS.items()
        if label == queries.groups([Case.objects.get(pk=case.pk)])[0].label
    )


@pytest.mark.parametrize(("passed", "group"), [(0, "near"), (2, "near"), (3, "today"), (4, "late")])
def test_groups_count_working_days(submitted: Case, passed: int, group: str) -> None:
    assert group_after(submitted, passed) == group


def test_the_list_costs_the_same_at_ten_times_the_cases(submitted: Case) -> None:
    def cost() -> int:
        client = client_of("clerk")
        client.get("/work/")
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/work/").status_code == 200
        return len(asked)

    once = cost()
    for number in range(9):
        org = joining.organisation(f"东胜区第{number}服务中心")
        joining.claim(org, person("resident"))
    assert cost() == once <= 15


def test_the_export_has_the_rows_of_the_list(submitted: Case) -> None:
    answer = client_of("clerk").get("/work/export/?text=青禾")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 2 and submitted.number in lines[1]


def test_a_number_leads_to_its_case_and_other_words_to_the_list(submitted: Case) -> None:
    client = client_of("clerk")
    claim = joining.Claim.objects.get(case=submitted)
    found = client.get("/work/case/", {"q": submitted.number.lower()})
    assert found.headers["Location"] == f"/work/claims/{claim.pk}/"
    other = client.get("/work/case/", {"q": "青禾"})
    assert other.headers["Location"].startswith("/work/?scope=all&text=")
    foreign = client_of("other_clerk").get("/work/case/", {"q": submitted.number})
    assert foreign.headers["Location"].startswith("/work/?")


def test_a_provisional_deadline_says_so(submitted: Case) -> None:
    Case.objects.filter(pk=submitted.pk).update(
        due_on=date(2027, 1, 8), due_provisional=True, opened_at=clock.now() - timedelta(days=1)
    )
    row = client_of("clerk").get("/work/").context["groups"][0].rows[0]
    assert row.provisional
