"""The pages of the law: read by everybody, kept by the keeper of rules."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core import clock
from portal.law import queries
from portal.law.models import RuleOverride, WorkYear
from tests.people import client_of

pytestmark = pytest.mark.django_db
KEY = "claims.decision"


@pytest.fixture
def anybody(client):
    return client


@pytest.fixture
def keeper():
    return client_of("law_keeper")


def local_row(**changes):
    tomorrow = clock.today() + timedelta(days=1)
    values = {
        "value": "2",
        "unit": "wd",
        "effective_from": tomorrow.isoformat(),
        "effective_to": "",
        "clause": "第三条",
        "decided_by": "市民政局",
        "document": "鄂民发〔2026〕9号",
    }
    return values | changes


def test_everybody_reads_the_rules_in_force_with_their_basis(anybody):
    page = anybody.get(reverse("law")).content.decode()
    for row in queries.rules_in_force(on=clock.today()):
        assert row.clause in page
        assert reverse("law_rule", args=[row.key]) in page


def test_the_rules_of_another_day_can_be_asked_for(anybody):
    shown = anybody.get(reverse("law"), {"on": "2024-06-01"})
    keys = [rule["row"].key for _, rules in shown.context["groups"] for rule in rules]
    assert "calendar.statutory_days" in keys
    assert KEY not in keys
    early = anybody.get(reverse("law"), {"on": "2001-01-01"}).context["groups"]
    since = [rule["row"].effective_from for _, rules in early for rule in rules]
    assert all(day <= date(2001, 1, 1) for day in since)


@pytest.mark.parametrize("on", ["", "tomorrow", "2026-02-30", "0001-01-01"])
def test_a_day_that_is_none_shows_today(anybody, on):
    shown = anybody.get(reverse("law"), {"on": on})
    assert (shown.status_code, shown.context["is_today"]) == (200, True)


def test_a_rule_shows_all_it_ever_said(anybody):
    shown = anybody.get(reverse("law_rule", args=["calendar.statutory_days"]))
    assert [said["row"].value for said in shown.context["rows"]] == [13, 11]
    assert [said["now"] for said in shown.context["rows"]] == [True, False]


@pytest.mark.parametrize(
    ("name", "args"),
    [("law_rule", ["no.rule"]), ("law_calendar_year", [2040]), ("law_calendar_year", [1999])],
)
def test_what_does_not_exist_is_not_found(anybody, name, args):
    assert anybody.get(reverse(name, args=args)).status_code == 404


def test_everybody_reads_the_calendar_and_counts_a_limit(anybody):
    assert anybody.get(reverse("law_calendar")).status_code == 200
    asked = {"start": "2026-02-11", "length": "7", "unit": "wd"}
    shown = anybody.get(reverse("law_calendar_year", args=[2026]), asked)
    assert shown.context["deadline"].last_day == date(2026, 2, 27)


@pytest.mark.parametrize(
    "wrong", [{"start": ""}, {"length": "-1"}, {"length": "99999999"}, {"unit": "weeks"}]
)
def test_a_limit_that_makes_no_sense_is_answered_with_what_to_mend(anybody, wrong):
    asked = {"start": "2026-02-11", "length": "7", "unit": "wd"} | wrong
    shown = anybody.get(reverse("law_calendar"), asked)
    assert (shown.status_code, shown.context["deadline"]) == (200, None)
    assert set(shown.context["form"].errors) == set(wrong)


@pytest.mark.parametrize("who", ["anonymous", "owner", "clerk", "administrator"])
@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("law_keeping", []),
        ("law_override", [KEY]),
        ("law_end", [1]),
        ("law_year", [2027]),
    ],
)
def test_only_the_keeper_of_rules_keeps_them(who, name, args):
    client = client_of(who)
    address = reverse(name, args=args)
    assert client.get(address).status_code in (302, 403, 404)
    assert client.post(address, local_row()).status_code in (302, 403, 404)
    assert not RuleOverride.objects.exists()


def test_the_keeper_enters_a_local_value_and_ends_it(keeper):
    assert keeper.get(reverse("law_override", args=[KEY])).status_code == 200
    answer = keeper.post(reverse("law_override", args=[KEY]), local_row())
    assert answer.headers["Location"] == reverse("law_keeping")
    row = RuleOverride.objects.get()
    assert queries.rule(KEY, on=row.effective_from).value == 2
    assert (
        reverse("law_end", args=[row.pk]) in keeper.get(answer.headers["Location"]).content.decode()
    )

    end = reverse("law_end", args=[row.pk])
    assert keeper.get(end).status_code == 200
    assert keeper.post(end, {"last_day": "2020-01-01"}).context["form"].non_field_errors()
    keeper.post(end, {"last_day": row.effective_from.isoformat()})
    row.refresh_from_db()
    assert row.effective_to == row.effective_from


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": ""}, "value"),
        ({"unit": "fen"}, "unit"),
        ({"clause": ""}, "clause"),
        ({"effective_from": "2020-01-01"}, "__all__"),
    ],
)
def test_a_local_value_that_cannot_be_is_answered_with_what_to_mend(keeper, changes, field):
    answer = keeper.post(reverse("law_override", args=[KEY]), local_row(**changes))
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not RuleOverride.objects.exists()


def test_a_rule_that_counts_no_days_keeps_its_unit(keeper):
    form = keeper.get(reverse("law_override", args=["calendar.statutory_days"])).context["form"]
    assert [unit for unit, _ in form.fields["unit"].choices] == ["count"]


@pytest.mark.parametrize(
    ("name", "args"), [("law_override", ["no.rule"]), ("law_end", [99]), ("law_year", [2040])]
)
def test_what_cannot_be_kept_is_not_found(keeper, name, args):
    assert keeper.get(reverse(name, args=args)).status_code == 404


def test_the_keeper_enters_a_year_and_confirms_it(keeper):
    address = reverse("law_year", args=[2027])
    assert keeper.get(address).status_code == 200
    refused = keeper.post(address, {"act": "confirm", "source": "通知"})
    assert refused.context["closing"].non_field_errors()
    for first, last in [
        ("2027-01-01", ""),
        ("2027-02-05", "2027-02-12"),
        ("2027-10-01", "2027-10-08"),
    ]:
        days = {"act": "days", "first": first, "last": last, "works": "no", "note": "节"}
        assert keeper.post(address, days).status_code == 302
    assert keeper.post(address, {"act": "confirm", "source": "国办发明电"}).status_code == 302
    assert WorkYear.objects.get(year=2027).confirmed
    assert keeper.post(address, {"act": "reopen", "why": "漏了"}).status_code == 302
    assert not WorkYear.objects.get(year=2027).confirmed


def test_days_of_another_year_are_refused(keeper):
    days = {"act": "days", "first": "2026-12-31", "last": "", "works": "no", "note": ""}
    answer = keeper.post(reverse("law_year", args=[2027]), days)
    assert answer.context["days"].non_field_errors()
    assert not answer.context["closing"].errors


def test_an_act_that_is_none_changes_nothing(keeper):
    assert keeper.post(reverse("law_year", args=[2027]), {"act": "x"}).status_code == 200
    assert not WorkYear.objects.filter(year=2027).exists()


@pytest.mark.parametrize("name", ["law", "law_calendar"])
def test_a_page_of_the_law_asks_little_of_the_database(
    anybody, name, django_assert_max_num_queries
):
    anybody.get(reverse(name))
    with django_assert_max_num_queries(10):
        anybody.get(reverse(name))
