"""The demo city: one account for each kind of person, and something on every page."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.organisations.register import queries as register
from portal.workflow.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(settings) -> None:
    settings.DEMO = True
    call_command("demo_city", "--organisations", "120", stdout=StringIO(), stderr=StringIO())


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
