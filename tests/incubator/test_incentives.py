"""Schemes: what a version must say before it is public, and that it never changes afterwards."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from incubator.grants import offering
from incubator.incentives import conditions, operations, queries
from incubator.incentives.conditions import Terms
from incubator.incentives.models import SchemeVersion
from portal.core import clock
from portal.core.reasons import Refused, collect
from tests import work
from tests.factories import grants, ledger
from tests.factories import incentives as make
from tests.people import person

GRADES = ("A", "AA", "AAA", "AAAA", "AAAAA")
GOOD = Terms(
    entries=GRADES,
    table={"AAA": 100, "AAAA": 200},
    names={grade: grade for grade in GRADES},
    legal_basis="办法",
    who="首次获评",
    within=60,
    starts_on=date(2026, 1, 1),
)


def codes(**changed):
    facts = Terms(**{**{f: getattr(GOOD, f) for f in Terms.__slots__}, **changed})
    return {reason.code for reason in collect(conditions.PUBLISH, facts)}


def refused(act, **given):
    with pytest.raises(Refused) as refusal:
        act(**given)
    return refusal.value.codes


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, set()),
        ({"table": {}}, {"no_amount"}),
        ({"table": {"AAA": 300, "AAAA": 200}}, {"amounts_fall"}),
        ({"table": {"AAA": 300, "AAAAA": 200}}, {"amounts_fall"}),
        ({"cap_fen": 99}, {"cap_too_low"}),
        ({"cap_fen": 100}, set()),
        ({"legal_basis": " ", "who": ""}, {"basis_missing", "who_missing"}),
        ({"starts_on": None}, {"start_missing"}),
        ({"ends_on": date(2025, 12, 31)}, {"ends_before_start"}),
        ({"newest_start": date(2026, 1, 1)}, {"starts_too_early"}),
        ({"newest_start": date(2025, 12, 31)}, set()),
        ({"within": 0}, {"within_missing"}),
        ({"line_fits": False}, {"line_foreign"}),
    ],
)  # fmt: skip
def test_what_stands_against_publishing(changed, expected):
    assert codes(**changed) == expected


@pytest.mark.django_db
def test_four_eyes_hold_in_the_operation_and_in_the_database():
    version = make.draft()
    clerk = person("incubation_clerk")
    assert refused(operations.publish, version=version, by=clerk) == {"own_version"}
    with pytest.raises(IntegrityError), transaction.atomic():
        SchemeVersion.objects.filter(pk=version.pk).update(
            published_at=clock.now(), published_by=clerk
        )


@pytest.mark.django_db
def test_a_published_version_never_changes_and_the_next_one_begins_with_its_terms():
    version = make.published()
    clerk = person("incubation_clerk")
    assert refused(operations.save, version=version, table={}, by=clerk) == {"version_fixed"}
    assert refused(operations.publish, version=version, by=person("leader")) == {"version_fixed"}
    following = operations.prepare(scheme=version.scheme, by=clerk)
    assert (following.number, following.table) == (2, make.TABLE)
    assert operations.prepare(scheme=version.scheme, by=clerk) == following
    assert refused(operations.prepare, scheme=version.scheme, by=person("stranger")) == {
        "not_permitted",
    }


@pytest.mark.django_db
def test_the_version_of_a_day_and_the_end_of_a_scheme():
    first = make.published(ends_on=date(2026, 12, 31))
    clerk = person("incubation_clerk")
    second = operations.prepare(scheme=first.scheme, by=clerk)
    operations.save(
        version=second, table={"AAA": 5}, by=clerk, starts_on=date(2026, 7, 1),
        ends_on=date(2026, 8, 1),
    )  # fmt: skip
    operations.publish(version=second, by=person("leader"))
    on = {day: queries.version_on(first.scheme_id, day) for day in (
        date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 1), date(2026, 8, 1), date(2026, 8, 2),
    )}  # fmt: skip
    assert list(on.values()) == [None, first, second, second, None]


@pytest.mark.django_db
def test_a_running_claim_keeps_its_terms_when_the_table_rises():
    claim = grants.claimed()
    clerk = person("incubation_clerk")
    newer = operations.prepare(scheme=claim.scheme, by=clerk)
    operations.save(
        version=newer, table={"AAA": 9_000_000}, by=clerk, starts_on=clock.today(), ends_on=None
    )
    operations.publish(version=newer, by=person("leader"))
    assert grants.checked(claim).amount == 1_000_000


@pytest.mark.django_db
def test_publishing_offers_what_was_confirmed_since_its_first_day():
    grants.graded(3)
    grants.record.lists_known(grants.ours())
    make.published(starts_on=clock.today() - timedelta(days=5))
    work.drain()
    assert grants.Claim.objects.get().amount == 1_000_000
    assert offering.offer_to([grants.ours().pk]) == []


@pytest.mark.django_db
def test_the_line_of_the_next_year_is_that_of_the_same_code():
    this, following = ledger.line(1), ledger.line(1, year=clock.today().year + 1)
    version = make.published(line=this)
    assert queries.line_for(version, clock.today().year) == this
    assert queries.line_for(version, clock.today().year + 1) == following
    assert queries.line_for(version, 2050) is None


@pytest.mark.django_db
def test_a_line_of_another_office_is_refused():
    version = make.draft(line=ledger.line(1, body="other_bureau"))
    given = {"version": version, "words": "请审批", "url": "", "by": person("incubation_clerk")}
    assert refused(operations.propose, **given) == {"line_foreign"}


@pytest.mark.django_db
def test_what_waits_for_approval_is_not_edited():
    for who in ("section_head", "leader"):
        person(who)
    version, clerk = make.draft(), person("incubation_clerk")
    operations.propose(version=version, words="请审批", url="", by=clerk)
    assert refused(operations.save, version=version, table={}, by=clerk) == {"approval_open"}
