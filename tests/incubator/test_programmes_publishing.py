"""Publishing a programme: everything that is missing is named at once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from incubator.programmes import operations, queries
from incubator.programmes.conditions import PUBLISH, PublishFacts
from incubator.programmes.models import Programme
from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused, collect
from tests.factories import programmes as make
from tests.people import person

pytestmark = pytest.mark.django_db


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def good() -> PublishFacts:
    now = clock.now()
    return PublishFacts(now=now, opens_at=now, closes_at=now + timedelta(days=1))


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"contact": False}, "contact_missing"),
        ({"base_active": False}, "base_inactive"),
        ({"tier_active": False}, "tier_inactive"),
        ({"opens_at": None}, "dates_missing"),
        ({"closes_at": None}, "dates_missing"),
        ({"physical": False}, "no_kind"),
        ({"places": 0}, "no_places"),
        ({"panel_size": 4}, "panel_even"),
        ({"panel_size": 1}, "panel_too_small"),
        ({"evidence": ()}, "evidence_missing"),
        ({"without_kind": ("章程",)}, "evidence_no_kind"),
        ({"sheet_sum": 99}, "sheet_not_100"),
        ({"sheet_sum": 101}, "sheet_not_100"),
        ({"ties": ("group:方案", "lot")}, "tie_group_unknown"),
        ({"ties": ("earlier_registration",)}, "tie_open"),
        ({"ties": ()}, "tie_open"),
        ({"without_source": ("无不良记录",)}, "condition_no_source"),
        ({"stale": ("places",)}, "still_to_check"),
    ],
)
def test_each_fault_has_its_code(wrong, code):
    assert [r.code for r in collect(PUBLISH, replace(good(), **wrong))] == [code]


def test_a_good_programme_has_no_fault():
    assert collect(PUBLISH, good()) == ()


def test_dates_reversed_and_dates_past_are_named():
    now = clock.now()
    facts = replace(good(), opens_at=now + timedelta(days=3))
    assert [r.code for r in collect(PUBLISH, facts)] == ["dates_reversed"]
    facts = replace(good(), opens_at=now - timedelta(days=3), closes_at=now)
    assert [r.code for r in collect(PUBLISH, facts)] == ["closing_past"]


def test_a_virtual_programme_needs_no_place():
    assert collect(PUBLISH, replace(good(), physical=False, virtual=True, places=0)) == ()


def test_a_draft_just_begun_is_refused_with_all_reasons_at_once():
    programme = make.draft(whole=False)
    codes = refused(operations.publish, programme=programme, by=person("incubation_clerk"))
    assert codes == {"dates_missing", "no_places", "evidence_missing", "sheet_not_100"}
    assert Programme.objects.get().published_at is None


def test_a_sheet_of_99_points_is_refused_and_the_sum_is_named():
    by, programme = person("incubation_clerk"), make.draft()
    operations.save(programme=programme, by=by, lists={"sheet": make.sheet(30, 40, 29)})
    with pytest.raises(Refused) as found:
        operations.publish(programme=programme, by=by)
    assert [(r.code, r.params) for r in found.value.reasons] == [
        ("sheet_not_100", {"sum": 99, "total": 100})
    ]


def test_publishing_freezes_version_one_and_stands_in_the_history():
    by = person("incubation_clerk")
    programme = make.published(by=by)
    assert (programme.version, programme.published_by) == (1, by)
    version = programme.versions.get()
    assert version.content["title"] == "2026 年孵化入驻"
    assert [row["maximum"] for row in version.content["sheet"]] == [30, 40, 30]
    assert [row["list_kind"] for row in version.content["evidence"]] == ["", "", "members", "staff"]
    event = Event.objects.get(action="programme.published")
    assert event.subject == f"incubator.programme:{programme.pk}"
    assert event.post.startswith("incubation_clerk@")
    assert refused(operations.publish, programme=programme, by=by) == {"already_published"}


@pytest.mark.parametrize("kind", ["owner", "clerk", "leader", "editor", "stranger"])
def test_only_those_who_edit_programmes_of_the_office_publish(kind):
    programme = make.draft()
    assert refused(operations.publish, programme=programme, by=person(kind)) == {"not_permitted"}
    assert refused(operations.copy, programme=programme, by=person(kind)) == {"not_permitted"}
    assert refused(operations.save, programme=programme, by=person(kind), places=9) == {
        "not_permitted"
    }


def test_the_section_head_publishes_too():
    assert operations.publish(programme=make.draft(), by=person("section_head")).version == 1


def test_facts_of_a_draft_follow_its_rows():
    facts = queries.publish_facts(make.draft())
    assert (facts.sheet_sum, facts.panel_least, facts.panel_size) == (100, 3, 3)
    assert facts.groups == ["需求", "方案", "团队"]


def test_an_intake_of_an_earlier_year_is_published_for_the_record_only():
    by, now = person("incubation_clerk"), clock.now()
    past = {"opens_at": now - timedelta(days=400), "closes_at": now - timedelta(days=370)}
    programme = make.draft(**past)
    assert refused(operations.publish, programme=programme, by=by) == {"closing_past"}
    done = operations.publish(programme=programme, by=by, for_record=True)
    assert queries.intake(done, clock.now()) == "closed"
