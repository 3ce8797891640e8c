"""Where organisations came from: who counts as a predecessor, and how two officials say so."""

import json
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.models import Post
from portal.audit.models import Event
from portal.core.reasons import Refused
from portal.notifications.models import Notice
from portal.organisations.lineage import objections, operations, queries
from portal.organisations.lineage.models import LineageLink
from tests.factories import joining, lineage
from tests.factories.lineage import DAY, ended, linked, recorded, standing
from tests.people import SINCE, appoint, body, person

pytestmark = pytest.mark.django_db


def refused(call, *args, **given):
    with pytest.raises(Refused) as refusal:
        call(*args, **given)
    return refusal.value.codes


def test_a_recorded_link_counts_only_after_the_second_official():
    old, new = ended("旧中心"), standing("新中心")
    link = recorded(old, new)
    assert link.status == "recorded"
    assert str(link).startswith("YG-")
    assert queries.ancestors(new.pk) == {new.pk}

    done = operations.confirm(link=link, by=person("section_head"))

    assert (done.status, done.in_force, done.confirmed_by) == (
        "confirmed",
        True,
        person("section_head"),
    )
    assert queries.ancestors(new.pk) == {new.pk, old.pk}
    assert queries.descendants(old.pk) == {new.pk, old.pk}
    assert queries.ancestors(old.pk) == {old.pk}


def test_a_chain_of_any_length_counts_from_end_to_end(django_assert_num_queries):
    row = [ended(f"第{n}代") for n in range(7)]
    for parent, child in pairwise(row):
        linked(parent, child, kind="rename")
    with django_assert_num_queries(1):
        assert queries.ancestors(row[-1].pk) == {one.pk for one in row}
    with django_assert_num_queries(1):
        assert queries.root(row[5].pk) == row[0].pk
    with django_assert_num_queries(1):
        found = queries.family([row[0].pk, row[3].pk])
    assert found == {
        row[0].pk: frozenset({row[0].pk}),
        row[3].pk: frozenset(one.pk for one in row[:4]),
    }


def test_a_merger_inherits_from_both_sides_and_siblings_share_only_the_parent():
    left, right, merged = ended("左"), ended("右"), ended("合")
    one, two = standing("分一"), standing("分二")
    linked(left, merged)
    linked(right, merged)
    linked(merged, one, kind="split")
    linked(merged, two, kind="split")

    assert queries.ancestors(one.pk) == {left.pk, right.pk, merged.pk, one.pk}
    assert queries.ancestors(two.pk) == {left.pk, right.pk, merged.pk, two.pk}
    assert queries.ancestors(left.pk) == {left.pk}
    family = {left.pk, right.pk, merged.pk, one.pk, two.pk}
    assert {queries.root(key) for key in family} == {min(family)}
    assert queries.relatives(right.pk) == family


def test_what_happened_later_is_left_out_of_a_day():
    old, new = ended("旧中心"), standing("新中心")
    linked(old, new)
    assert queries.ancestors(new.pk, DAY) == {old.pk, new.pk}
    assert queries.ancestors(new.pk, DAY.replace(day=5)) == {new.pk}


def test_a_wrong_link_is_reversed_by_a_counter_entry_and_stays():
    old, new = ended("旧中心"), standing("新中心")
    link = linked(old, new)

    entry = operations.reverse(
        link=link,
        document="更正说明",
        grounds="认错了。",
        file=joining.scan(),
        by=person("clerk"),
    )
    assert queries.ancestors(new.pk) == {old.pk, new.pk}
    operations.confirm(link=entry, by=person("section_head"))

    link.refresh_from_db()
    assert queries.ancestors(new.pk) == {new.pk}
    assert (link.status, link.in_force) == ("confirmed", False)
    assert LineageLink.objects.count() == 2
    again = linked(old, new)
    assert again.in_force


def test_a_link_is_reversed_once_and_only_while_it_counts():
    old, new = ended("旧中心"), standing("新中心")
    link = linked(old, new)
    given = {"document": "更正", "grounds": "认错了。", "by": person("clerk")}
    entry = operations.reverse(link=link, file=joining.scan(), **given)
    assert refused(operations.reverse, link=link, file=joining.scan(), **given) == {"reversal_open"}
    operations.confirm(link=entry, by=person("section_head"))
    link.refresh_from_db()
    assert refused(operations.reverse, link=link, file=joining.scan(), **given) == {"not_in_force"}


def test_everything_missing_from_a_counter_entry_is_said_at_once():
    link = linked(ended("旧中心"), standing("新中心"))
    assert refused(
        operations.reverse, link=link, document=" ", grounds="", file=None, by=person("owner")
    ) == {"not_permitted", "document_missing", "document_unnamed", "grounds_missing"}


def test_every_reason_against_a_link_comes_at_once():
    new = standing("新中心")
    assert refused(
        recorded,
        standing("还在的中心"),
        new,
        by="other_clerk",
        kind="",
        document="",
        file=None,
        happened_on=None,
    ) == {"not_permitted", "kind_missing", "document_missing", "document_unnamed", "day_missing"}
    assert refused(recorded, None, new) == {"parent_unknown"}
    assert refused(recorded, new, new) == {"link_to_itself"}
    assert refused(recorded, standing("另一家"), new) == {"parent_still_registered"}


def test_a_circle_is_refused_also_over_three():
    one, two, three = ended("甲"), ended("乙"), ended("丙")
    linked(one, two)
    linked(two, three)
    assert refused(recorded, three, one) == {"lineage_circle"}
    assert refused(recorded, two, one) == {"lineage_circle"}


def test_two_links_that_only_together_close_a_circle_cannot_both_hold():
    one, two = ended("甲"), ended("乙")
    there, back = recorded(one, two), recorded(two, one)
    operations.confirm(link=there, by=person("section_head"))
    assert refused(operations.confirm, link=back, by=person("section_head")) == {"lineage_circle"}


def test_the_same_two_are_linked_once_and_the_number_is_told():
    old, new = ended("旧中心"), standing("新中心")
    link = recorded(old, new)
    with pytest.raises(Refused) as refusal:
        recorded(old, new)
    assert refusal.value.codes == {"already_linked"}
    assert str(link) in str(refusal.value.reasons[0])


def test_a_renamed_organisation_may_still_stand_and_an_older_successor_is_a_doubt():
    old, new = standing("旧名"), standing("新名")
    assert recorded(old, new, kind="rename").status == "recorded"


def test_whoever_recorded_does_not_confirm_and_another_registry_neither():
    link = recorded(ended("旧中心"), standing("新中心"))
    assert refused(operations.confirm, link=link, by=person("clerk")) == {"same_official"}
    for name in ("other_clerk", "owner", "stranger", "supervisor", "leader", "counter_clerk"):
        assert refused(operations.confirm, link=link, by=person(name)) == {"not_permitted"}, name


def test_the_database_refuses_one_official_twice_and_an_organisation_linked_with_itself():
    link = recorded(ended("旧中心"), standing("新中心"))
    rows = LineageLink.objects.filter(pk=link.pk)
    for change in (
        {"confirmed_by": link.recorded_by},
        {"parent": link.child},
        {"in_force": True},
        {"status": "confirmed"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_the_upper_bureau_steps_in_only_where_nobody_else_is():
    bureau, city = body("bureau"), body("city")
    bureau.parent = city
    bureau.save(update_fields=["parent"])
    link = recorded(ended("旧中心"), standing("新中心"))
    upper = person("resident")
    appoint(upper, "registry_clerk", city)

    second = person("section_head")
    assert refused(operations.confirm, link=link, by=upper) == {"not_permitted"}

    Post.objects.filter(user=second).update(ends_on=SINCE.replace(year=2021))
    assert operations.confirm(link=link, by=upper).in_force


def test_a_member_of_either_side_does_not_act_as_an_official():
    ours = joining.registered(body("ours"), state="deregistered")
    appoint(person("section_head"), "viewer", body("ours"))
    link = recorded(ours, standing("新中心"))
    assert refused(operations.confirm, link=link, by=person("section_head")) == {"own_case"}


def told(name):
    return list(Notice.objects.filter(person=person(name)).order_by("pk").values_list("key"))


def test_both_organisations_are_told_and_an_objection_must_be_answered_first():
    old = joining.registered(body("theirs"), state="deregistered")
    new = joining.registered(body("ours"))
    person("owner")
    person("stranger")
    link = recorded(old, new)
    assert told("owner") == told("stranger") == [("lineage_recorded",)]

    said = objections.object_to(
        link=link, organisation=old.pk, words="我们没有合并。", by=person("stranger")
    )
    assert refused(operations.confirm, link=link, by=person("section_head")) == {"objection_open"}
    assert refused(objections.answer, objection=said, words=" ", by=person("clerk")) == {
        "same_official",
        "words_missing",
    }
    objections.answer(objection=said, words="决定书写明了。", by=person("section_head"))
    assert told("stranger")[-1] == ("lineage_answered",)
    assert refused(objections.answer, objection=said, words="再答", by=person("section_head")) == {
        "answered_already"
    }

    operations.confirm(link=link, by=person("section_head"))
    assert told("owner")[-1] == told("stranger")[-1] == ("lineage_linked",)


def test_only_who_edits_for_one_of_the_two_objects_in_words_and_once():
    new = joining.registered(body("ours"))
    link = recorded(ended("旧中心"), new)
    for name in ("colleague", "stranger", "clerk"):
        assert refused(
            objections.object_to, link=link, organisation=new.pk, words="", by=person(name)
        ) == {"not_permitted", "words_missing"}, name
    given = {"link": link, "words": "不对。", "by": person("owner")}
    assert refused(objections.object_to, organisation=body("theirs").pk, **given) == {
        "not_permitted"
    }
    objections.object_to(organisation=new.pk, **given)
    assert refused(objections.object_to, organisation=new.pk, **given) == {"objection_waits"}


def test_against_a_link_that_does_not_count_nobody_objects():
    new = joining.registered(body("ours"))
    link = linked(ended("旧中心"), new)
    lineage.parted(link)
    assert refused(
        objections.object_to, link=link, organisation=new.pk, words="不对。", by=person("owner")
    ) == {"over"}


def test_the_history_tells_consumers_whose_predecessors_changed():
    old, middle, new = ended("旧"), ended("中"), standing("新")
    linked(middle, new)
    link = linked(old, middle)
    heard = Event.objects.filter(action="organisations.lineage_linked", case=str(link))
    assert set(heard.values_list("subject", flat=True)) == {
        f"organisations.organisation:{one.pk}" for one in (old, middle, new)
    }
    assert json.loads(heard[0].data)["parent"] == old.pk
    entry = lineage.parted(link)
    heard = Event.objects.filter(action="organisations.lineage_parted", case=str(entry))
    assert heard.count() == 3


def test_a_held_family_is_told_with_its_predecessors():
    old, new = ended("旧中心"), standing("新中心")
    linked(old, new)
    with transaction.atomic():
        assert operations.hold(new.pk) == {old.pk, new.pk}
        assert operations.hold(old.pk) == {old.pk}


def link_in(state):
    link = recorded(ended("旧中心"), standing("新中心"), by="rating_clerk")
    steps = {
        "confirmed": lambda: operations.confirm(link=link, by=person("section_head")),
        "rejected": lambda: operations.reject(link=link, by=person("section_head"), words="不符。"),
        "withdrawn": lambda: operations.cancel(link=link, by=person("rating_clerk"), words="撤。"),
    }
    return steps[state]() if state in steps else link


DESK = {"clerk", "section_head", "incubation_clerk", "rating_clerk"}
OTHERS = DESK - {"rating_clerk"}
TABLE = {
    "recorded": {"confirm": OTHERS, "reject": OTHERS, "cancel": {"rating_clerk"}},
    "confirmed": {},
    "rejected": {},
    "withdrawn": {},
}
PEOPLE = (*sorted(DESK), "owner", "stranger", "other_clerk", "leader", "supervisor")


@pytest.mark.parametrize("state", TABLE)
def test_every_state_action_and_person(state):
    acts = {
        "confirm": lambda link, by: operations.confirm(link=link, by=by),
        "reject": lambda link, by: operations.reject(link=link, by=by, words="不符。"),
        "cancel": lambda link, by: operations.cancel(link=link, by=by, words="撤。"),
    }
    link = link_in(state)
    for action, act in acts.items():
        for name in PEOPLE:
            allowed = name in TABLE[state].get(action, ())
            with transaction.atomic():
                try:
                    act(link, person(name))
                    done = True
                except Refused:
                    done = False
                transaction.set_rollback(True)
            assert done is allowed, (state, action, name)
