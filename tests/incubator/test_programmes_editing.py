"""Editing drafts and published programmes, versions, copies and marks."""

from datetime import datetime, timedelta

import pytest

from incubator.programmes import copying, operations, queries
from incubator.programmes.enums import Intake, Mark
from incubator.programmes.models import Programme
from portal.audit.models import Event
from portal.core import clock
from portal.core.clock import SHANGHAI
from portal.core.reasons import Refused
from tests.factories import joining
from tests.factories import programmes as make
from tests.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return person("incubation_clerk")


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def test_dates_reversed_are_refused_and_nothing_is_written(by):
    programme, now = make.draft(whole=False), clock.now()
    given = {"opens_at": now, "closes_at": now - timedelta(days=1), "places": 7}
    assert refused(operations.save, programme=programme, by=by, **given) == {"dates_reversed"}
    row = Programme.objects.get()
    assert (row.opens_at, row.places) == (None, 0)


def test_the_intake_follows_the_dates_and_closing_is_exclusive(by):
    programme = make.published()
    at = programme.closes_at
    assert queries.intake(programme, programme.opens_at - timedelta(seconds=1)) == Intake.ANNOUNCED
    assert queries.intake(programme, programme.opens_at) == Intake.OPEN
    assert queries.intake(programme, at - timedelta(seconds=1)) == Intake.OPEN
    assert queries.intake(programme, at) == Intake.CLOSED
    assert queries.intake(make.draft(), at) == Intake.DRAFT
    assert list(queries.open_now(at - timedelta(seconds=1))) == [programme]
    assert list(queries.open_now(at)) == []


@pytest.mark.parametrize(
    "given",
    [
        {"title": "别的"},
        {"pass_mark": 50},
        {"panel_size": 5},
        {"max_age_years": 1},
        {"period_months": 6},
        {"tie_rule": ["lot"]},
        {"virtual": True},
        {"benefits": "没有了"},
    ],
)
def test_what_applicants_rely_on_no_longer_changes(by, given):
    programme = make.published()
    assert refused(operations.save, programme=programme, by=by, **given) == {
        "fixed_after_publishing"
    }


def test_all_faults_of_a_change_are_named_at_once(by):
    programme = make.published()
    given = {"pass_mark": 50, "places": 2, "closes_at": programme.closes_at - timedelta(days=1)}
    assert refused(operations.save, programme=programme, by=by, **given) == {
        "fixed_after_publishing",
        "places_fewer",
        "intake_shortened",
    }


def test_an_allowed_change_makes_a_version_and_the_old_one_stays(by):
    programme = make.published()
    later = programme.closes_at + timedelta(days=7)
    changed = operations.save(
        programme=programme, by=by, reason="报名的人多", places=5, closes_at=later, phone="12345"
    )
    assert changed.version == 2
    old, new = changed.versions.get(number=1), changed.versions.get(number=2)
    assert (old.content["places"], new.content["places"]) == (3, 5)
    assert (sorted(new.changed), new.reason) == (["closes_at", "phone", "places"], "报名的人多")
    assert Event.objects.filter(action="programme.changed").count() == 1


def test_saving_what_is_there_already_makes_no_version(by):
    programme = make.published()
    operations.save(programme=programme, by=by, places=3, phone=programme.phone)
    operations.save(programme=programme, by=by, lists={"sheet": _sheet(programme)})
    assert Programme.objects.get().version == 1


def test_an_intake_that_has_ended_is_not_opened_again(by):
    now = clock.now()
    programme = make.published()
    Programme.objects.update(closes_at=now - timedelta(hours=1))
    programme.refresh_from_db()
    given = {"closes_at": now + timedelta(days=5)}
    assert refused(operations.save, programme=programme, by=by, **given) == {"intake_ended"}


def test_lists_are_fixed_after_publication_but_hints_are_not(by):
    programme = make.published()
    shorter = {"sheet": make.sheet(30, 40, 30)[:2]}
    assert refused(operations.save, programme=programme, by=by, lists=shorter) == {
        "fixed_after_publishing"
    }
    assert refused(operations.save, programme=programme, by=by, lists={"conditions": []}) == {
        "fixed_after_publishing"
    }
    rows = [
        {"code": item.code, "title": item.title, "hint": "盖章", "required": item.required,
         "kinds": item.kinds, "list_kind": item.list_kind}
        for item in programme.evidence.all()
    ]  # fmt: skip
    operations.save(programme=programme, by=by, lists={"evidence": rows})
    assert Programme.objects.get().version == 2
    rows[0]["required"] = False
    assert refused(operations.save, programme=programme, by=by, lists={"evidence": rows}) == {
        "fixed_after_publishing"
    }


def test_lists_keep_their_rows_by_code_and_drop_the_rest(by):
    programme = make.draft()
    first, second = list(programme.sheet.all())[:2]
    rows = [
        {"code": second.code, "group": "方案", "title": "方案可行", "maximum": 60},
        {"code": first.code, "group": "需求", "title": "需求真实", "maximum": 30},
        {"group": "团队", "title": "财务", "maximum": 10},
    ]
    operations.save(programme=programme, by=by, lists={"sheet": rows})
    found = list(programme.sheet.all())
    assert [item.pk for item in found[:2]] == [second.pk, first.pk]
    assert [item.maximum for item in found] == [60, 30, 10]
    assert len({item.code for item in found}) == 3


def test_a_sample_may_be_added_at_any_time(by):
    programme = make.published()
    item = programme.evidence.first()
    assert refused(operations.attach_sample, item=item, upload=joining.scan("样表.png"), by=by) == {
        "file_kind_not_allowed"
    }
    assert queries.sample(programme, item.pk) is None


def test_last_years_programme_is_copied_with_dates_a_year_later_and_marks(by):
    old = make.published()
    new = operations.copy(programme=old, by=by)
    assert (new.year, new.title, new.version) == (2027, "2027 年孵化入驻", 0)
    assert new.copied_from == old
    assert new.opens_at.date() == copying.a_year_later(old.opens_at).date()
    assert new.published_at is None
    assert new.taken == 0
    assert [i.title for i in new.evidence.all()] == [i.title for i in old.evidence.all()]
    assert sum(i.maximum for i in new.sheet.all()) == 100
    assert new.conditions.count() == 1
    assert set(new.stale) == set(Mark.values) - {"introduction", "benefits", "allowances"}
    assert refused(operations.publish, programme=new, by=by) == {"still_to_check"}


def test_a_leap_day_becomes_the_28th():
    leap = datetime(2028, 2, 29, 9, 0, tzinfo=SHANGHAI)
    assert copying.a_year_later(leap) == datetime(2029, 2, 28, 9, 0, tzinfo=SHANGHAI)


def test_marks_go_by_a_tick_or_by_an_edit(by):
    new = operations.copy(programme=make.published(), by=by)
    new = operations.confirm_marks(programme=new, marks=["phone", "sheet", "unknown"], by=by)
    assert {"phone", "sheet"} & set(new.stale) == set()
    new = operations.save(programme=new, by=by, places=8, title=new.title)
    assert "places" not in new.stale
    assert "title" in new.stale
    operations.save(programme=new, by=by, lists={"evidence": make.papers()[:1]})
    new = operations.confirm_marks(programme=new, marks=Mark.values, by=by)
    assert new.stale == []
    assert operations.publish(programme=new, by=by).version == 1


def test_drafts_are_seen_by_their_office_only(by):
    programme = make.draft()
    assert list(queries.visible_to(by)) == [programme]
    assert list(queries.visible_to(person("owner"))) == []
    assert list(queries.kept_by(person("section_head"))) == [programme]
    operations.publish(programme=programme, by=by)
    assert list(queries.visible_to(person("owner"))) == [programme]
    assert list(queries.kept_by(person("owner"))) == []


def _sheet(programme):
    return [
        {"code": i.code, "group": i.group, "title": i.title, "criterion": i.criterion,
         "maximum": i.maximum}
        for i in programme.sheet.all()
    ]  # fmt: skip
