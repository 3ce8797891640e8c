"""Drafts, versions and publication of indicator sets."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Event
from portal.core.reasons import Refused
from ratings.schemes import conditions, contents, editing, operations, queries
from ratings.schemes.contents import GroupContent, ItemContent
from ratings.schemes.enums import Phase
from ratings.schemes.examples import examples
from ratings.schemes.models import Scheme, Version
from tests.factories import schemes as make
from tests.people import appoint, body, person
from tests.work import move_to

pytestmark = pytest.mark.django_db


def refused(act, **given) -> list[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return [reason.code for reason in found.value.reasons]


def second_clerk():
    clerk = person("resident")
    appoint(clerk, "rating_clerk", body("bureau"))
    return clerk


def test_a_draft_keeps_the_whole_sheet_as_it_was_given():
    version = make.draft()
    assert (version.number, version.phase) == (1, Phase.DRAFT)
    assert queries.content(version) == make.sheet()
    assert Event.objects.get().action == "rating_scheme.begun"


def test_an_office_has_one_scheme_for_a_type_and_another_for_a_sub_type():
    make.draft()
    make.draft(sub_kind="industry")
    assert refused(make.begun) == ["scheme_exists"]
    assert refused(make.begun, sub_kind="social_work") == ["sub_kind_elsewhere"]
    assert Scheme.objects.count() == 2


def test_only_who_prepares_ratings_of_the_office_writes():
    version = make.draft()
    for stranger in ("owner", "clerk", "leader", "stranger", "expert"):
        given = {"version": version, "by": person(stranger)}
        assert refused(operations.save, sheet=make.sheet(), **given) == ["not_permitted"]
        assert refused(operations.copy, **given) == ["not_permitted"]
        assert refused(operations.discard, **given) == ["not_permitted"]
    given = {"office": body("other_bureau"), "kind": "foundation", "sub_kind": "", "name": "x"}
    assert refused(operations.begin, by=person("rating_clerk"), **given) == ["not_permitted"]


def test_a_draft_changes_and_says_how_much_and_nothing_is_written_when_nothing_differs():
    version, by = make.draft(), person("rating_clerk")
    changed = editing.put_point(
        make.sheet(), "1.2", make.point("1.2.1", "12", title="新"), old="1.2.1"
    )
    saved = operations.save(version=version, sheet=changed, by=by)
    event = Event.objects.last()
    assert event.action == "rating_scheme.changed"
    assert '"changed": 1, "confirmed": false, "gone": 0, "new": 0' in event.data
    operations.save(version=saved, sheet=changed, by=by, seen=saved.changed_at)
    assert Event.objects.count() == 2
    assert queries.content(version) == changed


def test_the_confirmation_of_the_authority_is_a_change_of_the_draft():
    version, by = make.draft(), person("rating_clerk")
    assert not version.confirmed
    saved = operations.save(version=version, sheet=make.sheet(), by=by, confirmed=True)
    assert saved.confirmed and saved.changed_at > version.changed_at


def test_a_page_opened_before_a_colleague_saved_does_not_overwrite():
    version, by = make.draft(), person("rating_clerk")
    seen = version.changed_at
    operations.save(version=version, sheet=make.sheet(basis="别的办法"), by=by)
    given = {"version": version, "sheet": make.sheet(basis="我的"), "by": by, "seen": seen}
    assert refused(operations.save, **given) == ["changed_meanwhile"]
    given = {"version": version, "by": person("section_head"), "seen": seen}
    assert refused(operations.publish, **given) == ["changed_meanwhile"]


def test_what_cannot_be_kept_is_refused_with_all_reasons():
    twice = make.sheet(bands={5: Decimal("90.1234")}, rebase="odd")
    given = {"version": make.draft(), "sheet": twice, "by": person("rating_clerk")}
    assert refused(operations.save, **given) == ["rebase_unknown", "band_unreadable"]


@pytest.mark.parametrize("publisher", ["section_head", "leader", "second clerk"])
def test_another_person_publishes(publisher):
    version = make.draft()
    by = second_clerk() if publisher == "second clerk" else person(publisher)
    done = operations.publish(version=version, by=by)
    assert (done.phase, done.published_by) == (Phase.PUBLISHED, by)


def test_who_changed_it_last_does_not_publish_it_and_hears_of_every_fault_too():
    version, by = make.draft(content=make.sheet(basis="", bands={})), person("rating_clerk")
    assert refused(operations.publish, version=version, by=by) == [
        "own_draft",
        "basis_missing",
        "bands_missing",
    ]
    assert refused(operations.publish, version=version, by=person("owner")) == ["not_permitted"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(
            published_at=version.changed_at, published_by=by
        )


def test_a_published_version_never_changes():
    version, by = make.published(), person("rating_clerk")
    given = {"version": version, "by": by}
    assert refused(operations.save, sheet=make.sheet(basis="x"), **given) == ["already_published"]
    assert refused(operations.discard, **given) == ["already_published"]
    publisher = {"version": version, "by": person("leader")}
    assert refused(operations.publish, **publisher) == ["already_published"]
    assert queries.content(version) == make.sheet()


def test_a_copy_is_the_next_draft_and_there_is_one_draft_at_a_time():
    version, by = make.published(), person("rating_clerk")
    made = operations.copy(version=version, by=by)
    assert (made.number, made.copied_from_id, made.phase) == (2, version.pk, Phase.DRAFT)
    assert queries.content(made) == queries.content(version)
    assert refused(operations.copy, version=version, by=by) == ["draft_exists"]
    operations.discard(version=made, by=by)
    assert Version.objects.get() == version
    assert operations.copy(version=version, by=by).number == 2


def test_a_first_draft_that_is_discarded_leaves_nothing_but_its_history():
    operations.discard(version=make.draft(), by=person("rating_clerk"))
    assert not Scheme.objects.exists()
    assert Event.objects.last().action == "rating_scheme.discarded"


def test_the_name_stays_once_people_know_it():
    version, by = make.draft(), person("rating_clerk")
    operations.save(version=version, sheet=make.sheet(), by=by, name="新名称")
    assert Scheme.objects.get().name == "新名称"
    done = operations.publish(version=version, by=person("leader"))
    copy = operations.copy(version=done, by=by)
    given = {"version": copy, "sheet": make.sheet(), "by": by, "name": "又一个"}
    assert refused(operations.save, **given) == ["name_fixed"]


def test_a_retired_version_is_not_offered_but_stays_readable():
    version = make.published()
    done = operations.retire(version=version, by=person("section_head"))
    assert done.phase == Phase.RETIRED
    assert list(queries.published()) == [version]
    assert refused(operations.retire, version=version, by=person("leader")) == ["not_in_use"]
    assert refused(operations.retire, version=version, by=person("clerk")) == ["not_permitted"]
    draft = operations.copy(version=version, by=person("rating_clerk"))
    assert refused(operations.retire, version=draft, by=person("leader")) == ["not_in_use"]


def test_the_version_of_a_day_fits_the_sub_type_and_is_the_newest():
    move_to("2026-03-02T09:00+08:00")
    first = make.published()
    move_to("2026-06-01T09:00+08:00")
    industry = make.published(sub_kind="industry")
    again = operations.copy(version=first, by=person("rating_clerk"))
    second = operations.publish(version=again, by=person("leader"))
    move_to("2026-09-01T09:00+08:00")
    operations.retire(version=second, by=person("leader"))

    def found(sub_kind, *day, **more):
        return queries.published_for("social_group", sub_kind, date(*day), **more)

    assert found("", 2026, 3, 1) is None
    assert found("", 2026, 3, 2) == found("industry", 2026, 5, 31) == first
    assert found("industry", 2026, 6, 1) == industry
    assert found("academic", 2026, 6, 1) == found("", 2026, 8, 31) == second
    assert found("", 2026, 9, 1) == first
    assert found("", 2026, 9, 1, office=body("bureau").pk) == first
    assert found("", 2026, 9, 1, office=body("other_bureau").pk) is None
    assert queries.published_for("foundation", "", date(2026, 9, 1)) is None


def test_drafts_are_seen_by_their_office_only_and_what_is_published_by_everybody():
    version = make.draft()
    seen = {who: version in queries.visible_to(person(who)) for who in PEOPLE}
    assert seen == PEOPLE
    operations.publish(version=version, by=person("leader"))
    assert all(version in queries.visible_to(person(who)) for who in PEOPLE)


PEOPLE = {
    "rating_clerk": True,
    "section_head": True,
    "leader": True,
    "clerk": False,
    "owner": False,
    "colleague": False,
    "stranger": False,
    "expert": False,
}


def test_a_version_gives_points_bands_and_vetoes_as_the_arithmetic_takes_them(
    django_assert_num_queries,
):
    version = make.published()
    with django_assert_num_queries(1):
        points = queries.facts(version)
    assert points == make.sheet().facts
    with django_assert_num_queries(1):
        bands = queries.bands(version)
    scores = {p.code: p.maximum for p in points if p.nature != "veto"}
    total = conditions.total(points, scores, bonus_most=version.bonus_most)
    assert (total, conditions.grade(bands, total)) == (Decimal(105), "AAAAA")
    assert queries.vetoes(version, ["5.2.1", "1.1.1"]) == ["AAA"]


def test_the_tree_costs_the_same_for_one_point_and_for_many(django_assert_num_queries):
    large = examples()[0]
    small = make.draft()
    big = make.draft(kind="foundation", content=large.sheet)
    for version in (small, big):
        with django_assert_num_queries(3):
            for group in queries.tree(version):
                for item in group.items.all():
                    list(item.points.all())
    assert contents.of(big) == large.sheet


def test_lines_are_added_moved_changed_and_removed():
    sheet = make.sheet()
    group = GroupContent("6", "党的建设", Decimal(0))
    sheet = editing.put_group(sheet, group, place=1)
    assert [g.code for g in sheet.groups] == ["6", "1", "2", "3", "4", "5"]
    sheet = editing.put_item(sheet, "6", ItemContent("1.2", "搬家"), old="1.2")
    assert [i.code for i in sheet.groups[0].items] == ["1.2"]
    assert [p.code for p in sheet.groups[0].items[0].points] == ["1.2.1"]
    sheet = editing.put_point(sheet, "1.2", make.point("1.1.1"), old="1.1.1", place=1)
    assert [p.code for p in sheet.groups[0].items[0].points] == ["1.1.1", "1.2.1"]
    sheet = editing.put_group(sheet, replace(group, title="党建"), old="6")
    assert (sheet.groups[0].title, len(sheet.groups[0].items)) == ("党建", 1)
    for level, code in (("point", "1.1.1"), ("item", "1.2"), ("group", "6")):
        sheet = editing.remove(sheet, level, code)
    assert [g.code for g in sheet.groups] == ["1", "2", "3", "4", "5"]
    assert "1.1.1" not in [p.code for p in sheet.points()]
