"""The page of one organisation."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.organisations.profile.models import Profile
from tests.factories.organisations import organisation
from tests.people import appoint, body, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(db):
    body("bureau")
    return organisation(
        former=("东胜区旧名助残中心",),
        legal_representative="乌兰",
        founding_capital_fen=3_000_000,
        domicile="天骄街道民生街1号",
    )


def page(client, row):
    return client.get(reverse("organisation", args=[row.pk]))


def test_register_facts_stand_with_their_source(client, ours) -> None:
    told = page(client, ours).content.decode()
    for fact in (
        "乌兰",
        "30,000.00",
        "天骄街道民生街1号",
        ours.body.credit_code,
        "东胜区旧名助残中心",
    ):
        assert fact in told
    assert "登记名录" in told


def test_an_unclaimed_one_can_be_claimed_and_a_claimed_one_cannot(client, ours) -> None:
    assert page(client, ours).context["claim_url"] == reverse("claim_start", args=[ours.pk])
    appoint(person("resident"), "owner", ours.body)
    told = page(client, ours)
    assert told.context["claimed"] and not told.context["claim_url"]


def test_nothing_of_a_member_shows(client, ours) -> None:
    member = person("resident")
    appoint(member, "owner", ours.body)
    told = page(client, ours).content.decode()
    assert member.email not in told


@pytest.mark.parametrize("state", ["deregistered", "revoked", "certificate_revoked"])
def test_a_struck_off_one_stands_under_a_banner(client, ours, state: str) -> None:
    ours.state = state
    ours.save()
    answer = page(client, ours)
    assert answer.status_code == 200
    assert 'class="notice notice-warn"' in answer.content.decode()
    assert not answer.context["claim_url"]


def test_its_own_words_are_told_from_the_register(client, ours) -> None:
    Profile.objects.create(
        body=ours.body, introduction="我们陪伴残疾人就业", phone="0477-1", saved_at=timezone.now()
    )
    told = page(client, ours).content.decode()
    assert "我们陪伴残疾人就业" in told and "0477-1" in told


def test_the_data_are_the_same_facts(client, ours) -> None:
    told = client.get(reverse("organisation_data", args=[ours.pk])).json()
    assert told["credit_code"] == ours.body.credit_code
    assert told["registered_funds_fen"] == 3_000_000
    assert told["registered_on"] == date(2019, 3, 4).isoformat()
    assert told["former_names"] == ["东胜区旧名助残中心"]
    assert told["own_words"] is None


def test_what_is_no_organisation_does_not_exist(client, ours) -> None:
    for name in ("organisation", "organisation_data"):
        assert client.get(reverse(name, args=[ours.registry_id])).status_code == 404


def test_twelve_queries_at_most(client, ours) -> None:
    """The offset of a demo's clock is left out: a real portal never reads it."""
    page(client, ours)
    with CaptureQueriesContext(connection) as asked:
        page(client, ours)
    real = [query["sql"] for query in asked if "audit_clockoffset" not in query["sql"]]
    assert len(real) <= 12, real
