"""What a tier grants and asks: taken over, checked, frozen; another tier computes by day."""

from dataclasses import replace
from decimal import Decimal

import pytest

from incubator.allowances import queries as allowances
from incubator.allowances.models import Allowance
from incubator.allowances.operations import take
from incubator.programmes import amounts, freezing, guide, operations, queries, tiering
from incubator.programmes.conditions import PUBLISH
from incubator.programmes.enums import SupportKind
from incubator.programmes.models import ProgrammeVersion
from incubator.programmes.terms import TermsFacts
from incubator.residence import regrading
from incubator.residence.models import Residence
from portal.core import clock
from portal.core.reasons import Refused, collect
from portal.notifications.models import Notice
from tests.factories import deciding, residences
from tests.factories import programmes as make
from tests.incubator.test_programmes_publishing import good
from tests.people import appoint, body, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_chinese")]
ROOMS = {"kind": "rooms", "amount": 1200, "each": "month", "carry_over": True}
SEATS = {"kind": "seats", "amount": 10, "each": "quarter", "carry_over": False}


FULL = [{"title": "新表", "criterion": "", "maximum": 100}]
EXIT = [{"title": "声明", "fact": "declared", "criterion": ""}]


def fresh(row):
    row.refresh_from_db()
    return row


def refused(act, **given) -> frozenset[str]:
    with pytest.raises(Refused) as found:
        act(**given)
    return found.value.codes


def rich(name="初创期", *rows, **lists):
    """A tier with support, a condition and sheets of its own."""
    own = {
        "conditions": [{"words": "登记不满三年", "source": "本市孵化入驻办法"}],
        "allowances": list(rows or [ROOMS, SEATS]),
        "midterm": [{"title": "进度", "criterion": "按计划", "maximum": 100}],
        "exit": [{"title": "有项目", "fact": "project", "criterion": "验收合格"}],
        **lists,
    }
    row = make.tier(name)
    return tiering.save_tier(
        tier=row,
        by=person("incubation_clerk"),
        lists=own,
        name=row.name,
        period_months=6,
        midterm_pass_mark=70,
    )


def test_a_programme_begins_with_everything_of_its_tier():
    rich()
    draft = make.draft(whole=False)
    kept = freezing.content(draft)
    assert (draft.period_months, kept["midterm"]["pass_mark"]) == (6, 70)
    assert kept["allowances"] == [ROOMS, SEATS]
    assert kept["midterm"]["items"] == [
        {"code": "n1", "title": "进度", "criterion": "按计划", "maximum": 100}
    ]
    assert kept["exit"]["items"] == [
        {"code": "n1", "title": "有项目", "fact": "project", "criterion": "验收合格"}
    ]
    assert kept["conditions"] == [{"words": "登记不满三年", "source": "本市孵化入驻办法"}]


def test_a_tier_without_sheets_gives_the_shipped_ones():
    kept = freezing.content(make.draft(whole=False))
    assert sum(row["maximum"] for row in kept["midterm"]["items"]) == 100
    facts = [row["fact"] for row in kept["exit"]["items"]]
    assert facts == ["registered", "project", "worker", "inspection"]
    assert kept["allowances"] == []


def test_another_tier_is_taken_over_when_asked():
    clerk = person("incubation_clerk")
    draft = make.draft()
    other = rich("成长期", {**ROOMS, "amount": 2400})
    draft = operations.save(programme=draft, by=clerk, tier=other)
    assert draft.allowances.count() == 0
    draft = operations.take_from_tier(programme=draft, by=clerk)
    assert [row.amount for row in draft.allowances.all()] == [2400]
    assert (draft.period_months, draft.midterm_pass_mark) == (6, 70)


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"midterm_sum": 99}, ["midterm_not_100"]),
        ({"exit_items": 0}, ["exit_empty"]),
        ({"amounts": [(SupportKind.ROOMS, 0)]}, ["allowance_not_positive"]),
        ({"amounts": [(SupportKind.ROOMS, 1), (SupportKind.ROOMS, 2)]}, ["allowance_twice"]),
        (
            {"midterm_sum": 0, "exit_items": 0, "amounts": [(SupportKind.MONEY, 0)]},
            ["allowance_not_positive", "midterm_not_100", "exit_empty"],
        ),
    ],
)
def test_terms_that_hold_nobody_are_named_all_at_once(wrong, codes):
    facts = replace(good(), terms=replace(TermsFacts(), **wrong))
    assert [reason.code for reason in collect(PUBLISH, facts)] == codes


def test_a_programme_with_empty_sheets_is_not_published():
    clerk = person("incubation_clerk")
    draft = make.draft()
    operations.save(programme=draft, by=clerk, lists={"midterm": [], "exit": []})
    codes = refused(operations.publish, programme=draft, by=clerk)
    assert codes == {"midterm_not_100", "exit_empty"}


def test_a_new_version_never_changes_a_running_residence():
    rich()
    programme = deciding.programme(places=2)
    first, second = deciding.field(programme, 8000, 7000)
    deciding.decided(programme)
    deciding.settled()
    first.refresh_from_db()
    deciding.resident(deciding.signed(first))
    programme.refresh_from_db()
    less = {"allowances": [{**ROOMS, "amount": 60}], "midterm": FULL, "exit": EXIT}
    changed = operations.save(
        programme=programme, by=person("incubation_clerk"), midterm_pass_mark=90, lists=less
    )
    assert changed.version == 2
    deciding.resident(deciding.signed(fresh(second)))
    for residence in Residence.objects.all():
        assert residence.terms["allowances"] == [ROOMS, SEATS]
        assert residence.terms["midterm"]["pass_mark"] == 70
        assert [row["title"] for row in residence.terms["exit"]["items"]] == ["有项目"]
        rows = Allowance.objects.filter(residence=residence, kind="rooms")
        assert set(rows.values_list("granted", flat=True)) == {1200}
        assert rows.count() == 6
    row = deciding.application(changed, body("theirs"))
    assert row.programme_version == 2
    later = freezing.terms(queries.content_of(changed, row.programme_version))
    assert later["allowances"] == less["allowances"]


def test_money_and_hours_are_typed_as_people_count_them():
    assert amounts.kept("rooms", Decimal("1.5")) == 90
    assert amounts.kept("money", Decimal("1000.5")) == 100_050
    assert amounts.kept("desks", Decimal("1.5")) is None
    assert (amounts.shown("rooms", 90), amounts.shown("money", 100_050)) == ("1.5", "1000.5")


def test_the_public_page_says_what_is_granted_and_asked():
    rich()
    found = guide.of(freezing.content(make.published()), on=clock.today())
    assert [(row.amount, row.carried) for row in found.support] == [
        ("20 小时", True),
        ("10 个", False),
    ]
    assert found.reviews.pass_mark == 70
    assert [row["title"] for row in found.reviews.exit] == ["有项目"]


def test_an_old_version_without_terms_is_still_shown():
    kept = freezing.content(make.published())
    for name in ("allowances", "midterm", "exit"):
        del kept[name]
    found = guide.of(kept, on=clock.today())
    assert (found.support, found.reviews.midterm, found.reviews.exit) == ([], [], [])
    assert freezing.terms(kept)["allowances"] == []


def change(residence, tier, by="section_head", reason="成长快"):
    return regrading.change_tier(residence=residence, tier=tier, reason=reason, by=person(by))


def test_another_tier_grants_by_day_old_and_new():
    residence = residences.residence(grants=[{**ROOMS, "amount": 300}, SEATS])
    first = Allowance.objects.filter(kind="rooms").earliest("begins_on")
    length = (first.ends_on - first.begins_on).days + 1
    deciding.later(10)
    other = rich("成长期", {**ROOMS, "amount": 600})
    changed = change(residence, other)
    first.refresh_from_db()
    exact = (10 * 300 + (length - 10) * 600) / length
    assert 0 <= first.granted - exact < 1
    assert {row.granted for row in Allowance.objects.filter(kind="rooms")[1:]} == {600}
    assert changed.terms["allowances"] == [{**ROOMS, "amount": 600}]
    assert changed.terms["tier"]["name"] == "成长期"
    assert changed.terms["midterm"] == residence.terms["midterm"]
    seats = list(Allowance.objects.filter(kind="seats").values_list("granted", flat=True))
    assert seats[0] in {1, 2}
    assert seats[1:] == [0, 0, 0]
    assert not allowances.wrong_sums().exists()
    assert Notice.objects.get(key="tier_changed").params["reason"] == "成长快"


def test_nobody_is_left_with_less_than_is_used():
    residence = residences.residence(grants=[{**ROOMS, "amount": 600}])
    take(
        body_id=residence.body_id,
        kind="rooms",
        amount=590,
        about="tests.use:1",
        on=clock.today(),
        by=None,
    )
    change(residence, rich("萌芽期", {**ROOMS, "amount": 60}))
    row = allowances.current(residence.body_id, "rooms", clock.today())
    assert (row.granted, row.used) == (590, 590)


def test_a_new_kind_begins_with_the_days_that_are_left_and_can_go_and_come_back():
    residence = residences.residence(grants=[ROOMS])
    deciding.later(31)
    poor, wealthy = rich("萌芽期", ROOMS), rich("重点扶持", ROOMS, SEATS)
    change(residence, wealthy)
    seats = list(Allowance.objects.filter(kind="seats").order_by("begins_on"))
    assert len(seats) == 4
    assert 6 <= seats[0].granted <= 7
    change(residence, poor)
    change(residence, wealthy)
    seats[0].refresh_from_db()
    assert 6 <= seats[0].granted <= 8
    assert Allowance.objects.filter(kind="seats").count() == 4
    assert not allowances.wrong_sums().exists()


def test_who_does_not_decide_and_what_is_over_is_refused_with_every_reason():
    residence = residences.residence(grants=[ROOMS])
    other = rich("成长期")
    assert refused(change, residence=residence, tier=other, by="incubation_clerk") == {
        "not_permitted"
    }
    assert refused(change, residence=residence, tier=other, by="owner") == {
        "not_permitted",
        "own_case",
    }
    same = make.tier()
    tiering.save_tier(tier=same, by=person("incubation_clerk"), name=same.name, active=False)
    assert refused(change, residence=residence, tier=same, reason=" ") == {
        "same_tier",
        "tier_inactive",
        "words_missing",
    }
    appoint(person("section_head"), "viewer", residence.body)
    residences.in_state(residence, "leaving")
    assert refused(change, residence=residence, tier=other) == {"own_case", "residence_over"}


def test_after_publication_support_may_change_for_those_who_come_later():
    rich()
    clerk = person("incubation_clerk")
    programme = make.published()
    less = [{**ROOMS, "amount": 60}]
    changed = operations.save(programme=programme, by=clerk, lists={"allowances": less})
    assert changed.version == 2
    versions = {v.number: v.content["allowances"] for v in ProgrammeVersion.objects.all()}
    assert versions == {1: [ROOMS, SEATS], 2: less}
    codes = refused(operations.save, programme=changed, by=clerk, lists={"exit": []})
    assert codes == {"exit_empty"}
    codes = refused(
        operations.save, programme=changed, by=clerk, lists={"allowances": [{**ROOMS, "amount": 0}]}
    )
    assert codes == {"allowance_not_positive"}
