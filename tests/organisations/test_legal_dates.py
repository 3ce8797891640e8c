"""What every organisation must do by when, and who is told of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.dates import operations, queries, timing
from portal.organisations.dates.conditions import Facts, Rules, legal_dates
from portal.organisations.dates.enums import DateKind
from portal.organisations.dates.models import CouncilTerm, DateReminder
from portal.organisations.record.models import CreditListing, Inspection
from portal.organisations.register.models import Organisation
from portal.site.calendar import queries as calendar
from tests.factories import deciding, joining, record
from tests.people import body, client_of, person

RULES = Rules(331, 531, 6, 24)
TODAY = date(2026, 11, 30)


def days_of(facts: Facts, today: date = TODAY) -> list[tuple[str, str, int]]:
    return [(d.kind.value, d.day.isoformat(), d.year) for d in legal_dates(facts, RULES, today)]


def test_both_stations_of_the_annual_report_are_told_for_this_year_and_the_missing_last_one():
    assert days_of(Facts()) == [
        ("supervisor", "2026-03-31", 2025),
        ("inspection", "2026-05-31", 2025),
        ("supervisor", "2027-03-31", 2026),
        ("inspection", "2027-05-31", 2026),
    ]


def test_a_year_with_a_result_or_registered_too_late_asks_for_no_report():
    facts = Facts(reported=frozenset({2025}), exempt=frozenset({2026}))
    assert days_of(facts) == []


def test_without_a_supervising_unit_only_the_registry_waits_for_the_report():
    facts = Facts(supervised=False, reported=frozenset({2025}))
    assert days_of(facts) == [("inspection", "2027-05-31", 2026)]


def test_a_listed_organisation_learns_when_it_may_leave():
    facts = Facts(
        abnormal_since=date(2026, 8, 31),
        dishonest_since=date(2026, 8, 31),
        reported=frozenset({2025, 2026}),
    )
    assert days_of(facts) == [("abnormal", "2027-02-28", 0), ("dishonest", "2028-08-31", 0)]


def test_an_ended_grade_is_no_date_any_more_but_an_expired_certificate_is_missed():
    facts = Facts(
        certificate_to=date(2026, 11, 1),
        grade_to=date(2026, 11, 29),
        reported=frozenset({2025, 2026}),
    )
    assert days_of(facts) == [("certificate", "2026-11-01", 0)]


@pytest.fixture
def ours(db) -> Organisation:
    deciding.ours()
    row = Organisation.objects.select_related("body").get(pk=body("ours").pk)
    row.certificate_to, row.supervising_unit = clock.today() + timedelta(days=20), ""
    row.save()
    for year in (clock.today().year - 1, clock.today().year):
        _inspected(row, year)
    return row


def _inspected(row: Organisation, year: int) -> None:
    Inspection.objects.create(
        organisation=row,
        year=year,
        result="qualified",
        source="年检公告",
        source_on=clock.today(),
        added_at=clock.now(),
    )


def test_those_who_act_for_the_organisation_are_reminded_once_for_each_stage(ours):
    assert timing.run() == 1
    assert timing.run() == 0
    assert list(DateReminder.objects.values_list("kind", "stage")) == [("certificate", "near")]
    told = Notice.objects.filter(key="legal_date_certificate")
    assert [notice.person.email for notice in told] == [person("owner").email]
    ours.certificate_to = clock.today() + timedelta(days=7)
    ours.save()
    assert timing.run() == 1
    assert DateReminder.objects.get(stage="last").day == ours.certificate_to


def test_the_end_of_a_grade_is_told_a_year_and_half_a_year_before(ours):
    ours.certificate_to = None
    ours.save()
    ends = workdays.months_later(clock.today(), 12)
    grade = record.graded(ours, until=ends + timedelta(days=1))
    assert timing.run() == 0
    for months, stage in ((12, "year"), (6, "half")):
        grade.valid_to = workdays.months_later(clock.today(), months)
        grade.save()
        assert timing.run() == 1
        assert DateReminder.objects.get(stage=stage).kind == "grade"
    assert timing.run() == 0


def test_nobody_is_reminded_of_a_grade_that_was_cancelled(ours):
    ours.certificate_to = None
    ours.save()
    grade = record.graded(ours, until=clock.today() + timedelta(days=100))
    record.changed(grade)
    assert timing.run() == 0


def test_nobody_is_reminded_of_a_struck_off_organisation(ours):
    ours.state = "deregistered"
    ours.save()
    assert timing.run() == 0


def test_the_term_of_the_council_is_stated_by_the_organisation_and_watched(ours):
    begins = clock.today() - timedelta(days=4 * 365)
    operations.state_term(
        organisation=ours,
        begins_on=begins,
        ends_on=clock.today() + timedelta(days=60),
        by=person("owner"),
    )
    found = queries.of_organisation(ours, clock.today())
    assert [d.kind for d in found] == [DateKind.CERTIFICATE, DateKind.COUNCIL]
    assert timing.run() == 2


def test_a_term_is_refused_with_every_reason_and_the_clause(ours):
    with pytest.raises(Refused) as refusal:
        operations.state_term(
            organisation=ours,
            begins_on=clock.today() + timedelta(days=1),
            ends_on=clock.today() + timedelta(days=6 * 366),
            by=person("colleague"),
        )
    assert refusal.value.codes == {"not_permitted", "term_begins_later", "term_too_long"}
    assert not CouncilTerm.objects.exists()


def test_the_page_shows_the_dates_and_keeps_what_was_typed(ours):
    client, url = client_of("owner"), reverse("legal_dates", args=[ours.pk])
    today = clock.today()
    page = client.post(url, {"begins_on": today.isoformat(), "ends_on": today.isoformat()})
    assert page.status_code == 200
    assert page.context["form"].errors
    assert f'value="{today.isoformat()}"' in page.content.decode()
    assert [row.date.kind for g in page.context["groups"] for row in g.rows] == ["certificate"]


def test_legal_dates_stand_in_the_calendar_of_members_only(ours):
    keys = [item.key for item in calendar.of_applicant(person("owner"))]
    assert keys == [f"legal-{ours.pk}-certificate-{ours.certificate_to}"]
    assert calendar.of_applicant(person("stranger")) == []


def test_the_registry_watches_its_own_organisations_by_kind(ours):
    CreditListing.objects.create(
        organisation=ours,
        list="abnormal",
        listed_on=clock.today(),
        source="公告",
        source_on=clock.today(),
        added_at=clock.now(),
    )
    url = reverse("dates_kept")
    for kind in ("certificate", "abnormal"):
        rows = client_of("clerk").get(url, {"kind": kind}).context["rows"]
        assert [row.organisation.pk for row in rows] == [ours.pk], kind
    assert client_of("clerk").get(url, {"kind": "council"}).context["rows"] == []
    assert client_of("other_clerk").get(url).context["rows"] == []


def test_a_page_of_dates_takes_as_many_queries_for_ten_times_as_many(
    ours, django_assert_max_num_queries
):
    client, url = client_of("clerk"), reverse("dates_kept")
    client.get(url)
    for number in range(10):
        joining.organisation(
            f"东胜区第{number}号服务中心", certificate_to=clock.today() + timedelta(days=number)
        )
    with django_assert_max_num_queries(15):
        rows = client.get(url).context["rows"]
    assert len(rows) == 11
