"""Calendars of last days, and the secret feed that tells nobody's name."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from portal.core import clock
from portal.workflow.desk import operations, queries
from portal.workflow.models import Case
from tests.factories import joining
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = joining.claim(joining.organisation(), person("resident")).case
    assert made is not None
    Case.objects.filter(pk=made.pk).update(due_on=clock.today())
    made.refresh_from_db()
    return made


def feed(name: str) -> Calendar:
    secret = operations.new_calendar_address(by=person(name))
    answer = Client().get(reverse("calendar_feed", args=[secret]))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content)


def test_the_office_sees_what_ends_this_week_and_what_is_late(case: Case) -> None:
    operations.instruct(case=case, words="?", reply_by=clock.today(), by=person("leader"))
    page = client_of("clerk").get(reverse("work_calendar"))
    items = [item for day in page.context["days"] for item in day.items]
    assert [item.number for item in items] == [case.number, case.number]
    assert page.context["late"] == []
    Case.objects.filter(pk=case.pk).update(due_on=clock.today() - timedelta(days=30))
    page = client_of("clerk").get(reverse("work_calendar"))
    assert [item.number for item in page.context["late"]] == [case.number]


def test_other_offices_and_strangers_see_nothing_of_it(case: Case) -> None:
    page = client_of("other_clerk").get(reverse("work_calendar"))
    assert not any(day.items for day in page.context["days"])
    page = client_of("stranger").get(reverse("my_calendar"))
    assert not any(day.items for day in page.context["days"])
    page = client_of("resident").get(reverse("my_calendar"))
    assert [i.number for day in page.context["days"] for i in day.items] == [case.number]


@pytest.mark.parametrize("words", ["2026-12-31", "9999-12-31", "0001-01-01", "nonsense", ""])
def test_any_week_of_the_address_is_served(words: str) -> None:
    client = client_of("clerk")
    assert client.get(reverse("work_calendar"), {"week": words}).status_code == 200


@pytest.mark.parametrize("name", ["clerk", "resident"])
def test_the_feed_holds_number_and_matter_and_no_name(case: Case, name: str) -> None:
    found = feed(name)
    (event,) = found.walk("VEVENT")
    assert case.number in event["SUMMARY"]
    assert event["DTSTART"].dt == case.due_on
    assert case.applicant not in found.to_ical().decode()
    assert event["URL"].startswith("http")


def test_a_new_address_ends_the_old_one_and_ending_ends_it(case: Case) -> None:
    clerk = client_of("clerk")
    page = clerk.post(reverse("calendar_address"))
    first = page.context["shown"]
    second = clerk.post(reverse("calendar_address")).context["shown"]
    path = "/calendar/" + first.rpartition("/")[2]
    assert Client().get(path).status_code == 404
    path = "/calendar/" + second.rpartition("/")[2]
    assert Client().get(path).status_code == 200
    assert second not in clerk.get(reverse("calendar_address")).content.decode()
    clerk.post(reverse("calendar_address"), {"end": "1"})
    assert Client().get(path).status_code == 404
    assert queries.calendar_address_of(person("clerk")) is None


def test_the_work_list_filters_by_handler_state_and_day(case: Case) -> None:
    clerk = client_of("clerk")

    def numbers(query: str) -> list[str]:
        page = clerk.get(f"{reverse('work_list')}?{query}")
        assert page.status_code == 200
        return [row.number for group in page.context["groups"] for row in group.rows]

    assert numbers("handler=nobody") == [case.number]
    assert numbers("handler=me") == numbers("scope=assigned") == []
    operations.take(case=case, by=person("clerk"))
    assert numbers("handler=me") == numbers("scope=assigned") == [case.number]
    assert numbers(f"handler={person('clerk').pk}") == [case.number]
    assert numbers("handler=nobody") == []
    assert numbers("handler=9999999999999999999999") == [case.number]
    today = clock.today()
    assert numbers(f"due_from={today}&due_to={today}") == [case.number]
    assert numbers(f"due_from={today + timedelta(days=1)}") == []
    assert numbers("workflow=claim&state=submitted") == [case.number]
    assert numbers("workflow=claim&state=approved") == []


def test_what_the_leader_asks_stands_on_top_of_the_work_list(case: Case) -> None:
    operations.instruct(case=case, words="?", reply_by=clock.today(), by=person("leader"))
    page = client_of("clerk").get(reverse("work_list"))
    assert [one.case for one in page.context["asked"]] == [case]
