"""Convening a panel and drawing its members."""

import pytest

from portal.audit.models import Event
from portal.core.reasons import Refused
from portal.panels import drawing, operations
from portal.panels.experts import operations as experts
from portal.panels.experts.operations import TieWords
from portal.panels.models import Panel
from portal.panels.operations import SheetLine
from portal.permissions import Permission
from tests import people
from tests.factories import panels as make

pytestmark = pytest.mark.django_db


def test_everything_that_is_wrong_is_said_at_once():
    sheet = (SheetLine("1", "一", "甲", "", 60), SheetLine("1", "一", "乙", "", 39))
    with pytest.raises(Refused) as refused:
        operations.convene(
            office_id=people.body("bureau").pk,
            kind="admission",
            subject="x:1",
            title="评审",
            size=2,
            sheet=sheet,
            entries=(),
            by=people.person("clerk"),
        )
    assert refused.value.codes == {
        "not_permitted",
        "panel_even",
        "panel_too_small",
        "sheet_not_100",
        "sheet_code_twice",
        "no_entries",
        "not_enough_experts",
    }
    named = {reason.code: reason.params for reason in refused.value.reasons}
    assert named["sheet_not_100"]["total"] == "99"
    assert Panel.objects.count() == 0


@pytest.mark.parametrize("points", [(100, 1), (99,), (100, 0), ("50.25", "49.75")])
def test_a_sheet_must_be_exactly_100(points):
    make.experts(3)
    sheet = [SheetLine(str(n), "一", "甲", "", p) for n, p in enumerate(points)]
    with pytest.raises(Refused) as refused:
        make.convened(sheet=sheet)
    assert refused.value.codes <= {"sheet_not_100", "sheet_item_points"}


def test_whoever_convenes_in_another_office_is_refused():
    make.experts(3)
    with pytest.raises(Refused) as refused:
        make.convened(office_id=people.body("other_bureau").pk)
    assert refused.value.codes == {"not_permitted"}


def test_the_draw_can_be_repeated_by_anybody():
    panel = make.drawn(size=3, pool=6)
    draw = panel.draws.get()
    assert len(draw.candidates) == 6
    assert draw.drawn == drawing.drawn(draw.seed, draw.candidates, 3)
    assert draw.digest == drawing.digest(draw.seed, draw.candidates, draw.size)
    assert [seat.expert_id for seat in make.seats(panel)] == draw.drawn
    assert [seat.letter for seat in make.seats(panel)] == ["A", "B", "C"]
    assert panel.due_on is not None


def test_a_panel_is_drawn_once():
    panel = make.drawn()
    with pytest.raises(Refused) as refused:
        operations.draw(panel=panel, by=people.person("section_head"))
    assert refused.value.codes == {"already_drawn"}
    assert panel.draws.count() == 1


def test_only_those_who_convene_may_draw():
    make.experts(3)
    panel = make.convened()
    assert Permission.PANEL_CONVENE
    for kind in ("clerk", "leader", "supervisor", "expert", "other_clerk"):
        with pytest.raises(Refused) as refused:
            operations.draw(panel=panel, by=people.person(kind))
        assert refused.value.codes == {"not_permitted"}


def test_ties_keep_an_expert_out_of_the_draw():
    users = make.experts(8)
    ours = people.body("ours")
    people.appoint(users[0], "viewer", ours)
    experts.save_tie(words=TieWords("adviser", ours.name), by=users[1])
    experts.save_tie(words=TieWords("family", "高 敏"), by=users[2])
    users[3].expert.employer = ours.name
    users[3].expert.save()
    users[4].name = "乌云"
    users[4].save()
    panel = make.convened([make.words(name=ours.name, body_id=ours.pk, people=("高敏", "乌云"))])
    operations.draw(panel=panel, by=people.person("incubation_clerk"))
    draw = panel.draws.get()
    assert {(row[0], row[1]) for row in draw.excluded} == {
        (users[0].expert.pk, "post"),
        (users[1].expert.pk, "tie_adviser"),
        (users[2].expert.pk, "tie_family"),
        (users[3].expert.pk, "employer"),
        (users[4].expert.pk, "applicant"),
    }
    assert sorted(draw.drawn) == sorted(user.expert.pk for user in users[5:])


def test_the_applicants_own_account_is_never_drawn():
    users = make.experts(4)
    panel = make.convened([make.words(users=(users[0].pk,))])
    operations.draw(panel=panel, by=people.person("incubation_clerk"))
    assert users[0].expert.pk not in panel.draws.get().candidates


def test_a_tie_follows_a_body_that_was_renamed():
    from portal.bodies import operations as bodies
    from portal.core import clock

    users = make.experts(4)
    ours = people.body("ours")
    experts.save_tie(words=TieWords("board", ours.name), by=users[0])
    experts.save_tie(words=TieWords("board", "东胜区暖阳社工站"), by=users[1])
    bodies.rename(
        body=ours, name="东胜区新阳社会工作服务中心", by=None, until=clock.today(), source="x"
    )
    ours.refresh_from_db()
    with pytest.raises(Refused) as refused:
        make.convened([make.words(name=ours.name, body_id=ours.pk)], size=5)
    (reason,) = refused.value.reasons
    assert (reason.code, reason.params["free"]) == ("not_enough_experts", 3)


def test_those_out_of_the_pool_or_without_the_post_are_not_drawn():
    from portal.accounts.models import Post

    users = make.experts(5)
    experts.set_active(expert=users[0].expert, active=False, by=people.person("incubation_clerk"))
    Post.objects.filter(user=users[1]).delete()
    panel = make.drawn()
    assert sorted(panel.draws.get().candidates) == [user.expert.pk for user in users[2:]]


def test_the_drawn_are_told_and_the_history_knows():
    from portal.notifications.models import Notice

    panel = make.drawn()
    told = set(Notice.objects.filter(key="panel_drawn").values_list("person", flat=True))
    assert told == {seat.expert.user_id for seat in make.seats(panel)}
    actions = Event.objects.filter(subject=f"panels.panel:{panel.pk}").values_list(
        "action", flat=True
    )
    assert list(actions) == ["panel.convened", "panel.drawn"]


def test_a_panel_that_does_not_vote_may_be_even_and_its_sheet_of_any_size():
    make.experts(5)
    sheet = (SheetLine("1", "一", "甲", "", 380), SheetLine("2", "二", "乙", "", 620))
    terms = operations.Terms(most=4, even=True, whole=False)
    panel = make.convened(size=4, sheet=sheet, terms=terms)
    assert [line.maximum for line in panel.lines.all()] == [380, 620]
    with pytest.raises(Refused) as refused:
        make.convened(size=5, sheet=sheet, terms=terms)
    assert refused.value.codes == {"panel_too_large"}
