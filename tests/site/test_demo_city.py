"""The demo city: one account for each kind of person, and something on every page."""

import json
import secrets
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from incubator.exits import queries as exits
from incubator.exits.models import Diploma
from incubator.grants.models import Claim
from incubator.reports import queries as reports
from incubator.reports.models import MentorEntry, Report
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.audit.models import ClockOffset, Cursor, Event
from portal.core import clock
from portal.ledger.postings import proof
from portal.organisations.register import queries as register
from portal.payments.orders.models import Order
from portal.site.demo import past
from portal.workflow.models import Case
from ratings.deciding import seats
from ratings.deciding.models import GradeCertificate
from tests.harness.site import lived_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A small city; each test's changes are undone."""
    with (
        django_db_blocker.unblock(),
        override_settings(DEMO=True),
        lived_in(f"wushe_city_{secrets.token_hex(4)}"),
    ):
        yield


def test_the_city_has_its_organisations_people_and_cases(city: None) -> None:
    assert sum(register.counts_by_kind().values()) > 100
    assert User.objects.filter(is_demo=True).count() >= 15
    states = set(Case.objects.values_list("workflow", "state"))
    assert {
        ("claim", "submitted"),
        ("claim", "supplement"),
        ("claim", "approved"),
        ("register_import", "applied"),
    } <= states
    check = audit.check_chain()
    assert check is not None and check.fault == ""


def test_one_application_was_returned_one_is_in_panel_and_one_is_public_with_an_objection(
    city: None,
) -> None:
    states = set(Case.objects.values_list("workflow", "state"))
    assert {
        ("admission", "submitted"),
        ("admission", "returned"),
        ("admission", "in_panel"),
        ("admission", "publicity"),
        ("objection", "received"),
    } <= states


def test_the_base_has_residents_at_every_stage_and_a_graduate(city: None) -> None:
    lives = {(row.status, row.outcome) for row in Residence.objects.all()}
    assert lives == {
        ("running", ""),
        ("midterm", ""),
        ("follow_up", "graduated"),
        ("closed", "terminated"),
    }
    assert Residence.objects.filter(status="running").count() == 4
    assert Residence.objects.filter(extended_by=6).count() == 1
    assert Report.objects.filter(status="accepted").count() >= 5
    assert MentorEntry.objects.exclude(seen_by=None).count() >= 8
    assert Diploma.objects.get().withdrawn_on is None
    assert exits.by_number(Diploma.objects.get().number) == Diploma.objects.get()


def test_the_account_of_the_resident_owes_a_report(city: None) -> None:
    owner = User.objects.get(email="ruzhu@demo.wushe")
    due = reports.of_organisations(owner).get(status="open")
    assert due.due_on >= clock.today()
    assert due.residence.body.name == "鄂尔多斯市东胜区同行助残服务中心"


def test_a_first_award_was_paid_and_its_grade_is_in_force(city: None) -> None:
    certificate = GradeCertificate.objects.get()
    assert certificate.grade == 3
    assert certificate.valid_from <= clock.today() <= certificate.valid_to
    claim = Claim.objects.get(organisation=certificate.application.organisation)
    assert (claim.status, claim.amount, claim.paid) == ("closed", 1_000_000, 1_000_000)
    order = Order.objects.get(body=claim.organisation.body)
    assert (order.status, order.fen) == ("settled", 1_000_000)
    waiting = Claim.objects.exclude(pk=claim.pk)
    assert set(waiting.values_list("status", flat=True)) == {"offered", "claimed"}
    assert proof.wrong_sums() == []


def test_a_member_of_the_committee_has_a_vote_to_give_today(city: None) -> None:
    member = User.objects.get(email="weiyuan@demo.wushe")
    seat = seats.own_seats(member)[0]
    assert (seat.sitting.held_on, seat.present, seat.sitting.closed_at) == (
        clock.today(),
        True,
        None,
    )
    case = seat.sitting.cases.get()
    assert case.application.organisation.body.name == "鄂尔多斯市东胜区守望志愿服务中心"
    assert not case.recusals.exists()


def test_the_city_has_grown_up_to_the_present_day(city: None) -> None:
    assert ClockOffset.objects.get().seconds == 0
    days = list(Event.objects.order_by("pk").values_list("at", flat=True))
    assert days == sorted(days)
    assert (days[-1] - days[0]).days >= 300
    assert not Cursor.objects.filter(failures__gt=0).exists()


@pytest.mark.parametrize(("hour", "ahead"), [(8, False), (9, False), (10, True)])
def test_its_clock_stands_in_the_morning_of_a_day_that_has_come_so_far(
    monkeypatch, hour: int, ahead: bool
) -> None:
    monkeypatch.setattr(past, "work", lambda: None)
    day = clock.today() + timedelta(days=3)
    past.go(day, datetime.combine(day, time(hour), clock.SHANGHAI))
    assert (ClockOffset.objects.get().seconds > 0) is ahead
    assert (clock.today() == day) is ahead


def test_building_it_again_changes_nothing(city: None) -> None:
    before = (User.objects.count(), Case.objects.count())
    out = StringIO()
    call_command("demo_city", stdout=out)
    assert "stands already" in out.getvalue()
    assert (User.objects.count(), Case.objects.count()) == before


def test_the_accounts_are_told_as_json(city: None) -> None:
    out = StringIO()
    call_command("demo_accounts", "--json", stdout=out)
    accounts = json.loads(out.getvalue())
    assert {"email", "password", "role", "name", "body"} == set(accounts[0])
    assert {"owner", "registry_clerk", "supervisor", "editor"} <= {a["role"] for a in accounts}


def test_there_is_no_demo_city_outside_demo_mode(settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo_city")
