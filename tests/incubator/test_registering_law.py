"""What the law says against a founding, one reason for each thing that is wrong."""

from dataclasses import replace
from datetime import date

import pytest

from incubator.registering import founding, judging, naming, wording
from incubator.registering.founding import Founding, Head
from incubator.registering.naming import Naming
from portal.core.reasons import collect
from portal.law import queries as law
from tests.factories import registering as make

DAY = date(2026, 11, 30)
PLACES = ("东胜区", "鄂尔多斯市东胜区")


@pytest.fixture
def sound(db):
    """A founding of each kind against which nothing speaks."""
    limits = {key: law.rule(f"registering.{key}", on=DAY) for key in founding.LIMITS}
    one = Founding(
        kind="social_group",
        on=DAY,
        limits=limits,
        persons=50,
        founders=5,
        council=5,
        supervisors=1,
        head=Head("那日苏", 41),
        capital_fen=3_000_000,
    )
    return {
        "social_group": one,
        "social_service_institution": replace(one, kind="social_service_institution", persons=0),
        "foundation": replace(one, kind="foundation", persons=0, capital_fen=200_000_000),
    }


def found(facts, **changes):
    return {r.code: r for r in collect(founding.FOUND, replace(facts, **changes))}


@pytest.mark.parametrize("kind", ["social_group", "social_service_institution", "foundation"])
def test_nothing_speaks_against_a_sound_founding(sound, kind):
    assert found(sound[kind]) == {}


@pytest.mark.parametrize(
    ("persons", "units", "code"),
    [
        (49, 0, "members_too_few_persons"),
        (50, 0, ""),
        (0, 29, "members_too_few_units"),
        (0, 30, ""),
        (24, 24, "members_too_few_mixed"),
        (20, 29, "members_too_few_mixed"),
        (1, 49, ""),
        (0, 0, "members_too_few_persons"),
    ],
)
def test_a_group_has_fifty_persons_or_thirty_units_or_fifty_mixed(sound, persons, units, code):
    reasons = found(sound["social_group"], persons=persons, units=units)
    assert set(reasons) == ({code} if code else set())
    if code:
        assert reasons[code].clause == "社会团体登记管理条例第十条"


def test_forty_eight_mixed_members_are_two_too_few(sound):
    reason = found(sound["social_group"], persons=30, units=18)["members_too_few_mixed"]
    assert reason.params == {"count": 48, "least": 50, "more": 2}


@pytest.mark.parametrize(("council", "fits"), [(4, False), (5, True), (25, True), (26, False)])
def test_the_council_of_a_foundation_has_five_to_twenty_five(sound, council, fits):
    reasons = found(sound["foundation"], council=council)
    assert ("council_size" in reasons) is not fits
    if not fits:
        assert reasons["council_size"].clause == "基金会管理条例第二十条"


@pytest.mark.parametrize(("council", "fits"), [(2, False), (3, True), (25, True), (26, False)])
def test_the_council_of_an_institution_follows_the_model_charter(sound, council, fits):
    reasons = found(sound["social_service_institution"], council=council)
    assert ("council_size" in reasons) is not fits


@pytest.mark.parametrize(
    ("kind", "public", "fen", "enough"),
    [
        ("social_group", False, 2_999_999, False),
        ("social_group", False, 3_000_000, True),
        ("social_service_institution", False, 2_999_999, False),
        ("foundation", False, 199_999_999, False),
        ("foundation", False, 200_000_000, True),
        ("foundation", True, 399_999_999, False),
        ("foundation", True, 400_000_000, True),
    ],
)
def test_the_funds_reach_the_row_of_the_kind(sound, kind, public, fen, enough):
    reasons = found(sound[kind], raises_publicly=public, capital_fen=fen)
    assert ("capital_too_small" in reasons) is not enough


def test_a_head_of_another_is_refused_and_a_namesake_is_to_be_checked(sound):
    busy = Head("那日苏", 41, heads_elsewhere=("东胜区书法协会",))
    same_name = Head("那日苏", 41, namesakes=("东胜区棋牌协会",))
    assert found(sound["social_group"], head=busy)["heads_another"].clause == (
        "社会团体登记管理条例第十二条"
    )
    assert found(sound["foundation"], head=busy)["heads_another"].clause == (
        "基金会管理条例第二十三条"
    )
    assert found(sound["social_service_institution"], head=busy) == {}
    assert not found(sound["social_group"], head=same_name)["namesake_heads_another"].blocks


def test_age_office_and_gaps_are_told_all_at_once(sound):
    old = Head("那日苏", 71)
    reasons = found(
        sound["foundation"],
        head=old,
        head_leads=False,
        minors=("小明",),
        officials=("张处长",),
        supervisors=0,
        founders=0,
        capital_fen=0,
        council=4,
        empty=("宗旨",),
    )
    assert set(reasons) == {
        "head_old",
        "head_does_not_lead",
        "under_age",
        "official_leads",
        "no_supervisor",
        "founders_too_few",
        "capital_too_small",
        "council_size",
        "fact_missing",
    }
    assert [code for code, reason in reasons.items() if not reason.blocks] == ["head_old"]
    assert "no_head" in found(sound["foundation"], head=None)


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 11, 30), DAY, 18),
        (date(2008, 12, 1), DAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_is_counted_in_whole_years(born, on, years):
    assert judging.age(born, on) == years


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("东胜区暖阳助残协会", set()),
        ("鄂尔多斯市东胜区暖阳助残协会", set()),
        ("暖阳助残协会", {"name_without_place"}),
        ("东胜区暖阳助残", {"name_without_form"}),
        ("东胜区协会", {"name_without_field"}),
        ("东胜区中华助残协会", {"name_national"}),
        ("东胜区ABC助残协会", {"name_signs"}),
        ("东胜区助残协会（筹）", {"name_preparing"}),
    ],
)
def test_names_are_judged_by_the_rules(name, codes):
    facts = Naming(name=name, kind="social_group", places=PLACES)
    assert {reason.code for reason in collect(naming.NAME, facts)} == codes


def test_suggested_names_keep_every_rule():
    facts = Naming("中国暖阳助残（筹）", "social_group", PLACES, taken=("东胜区暖阳助残协会",))
    names = naming.suggestions(facts)
    assert len(names) == 3
    assert [name for name in names if name.endswith("暖阳助残协会")] == []
    for name in names:
        assert not collect(naming.NAME, replace(facts, name=name, taken=()))


def test_a_name_that_rests_is_a_warning_with_its_years():
    facts = Naming(
        "东胜区助残协会", "social_group", PLACES, resting=(("东胜区助残协会", "注销", 1),)
    )
    (reason,) = collect(naming.NAME, facts)
    assert (reason.code, reason.blocks, reason.params["years"]) == ("name_rests", False, 1)


@pytest.mark.parametrize(
    ("kind", "matters"),
    [
        (
            "social_group",
            {
                "name_domicile", "purpose_scope", "members", "organisation", "leaders", "assets",
                "amendment", "ending",
            },
        ),
        (
            "social_service_institution",
            {
                "name_domicile", "purpose_scope", "organisation", "leaders", "assets",
                "amendment", "ending",
            },
        ),
        (
            "foundation",
            {
                "name_domicile", "purpose_scope", "original_fund", "organisation", "leaders",
                "supervisors", "accounts", "assets", "amendment", "ending",
            },
        ),
    ],
)  # fmt: skip
def test_the_charter_settles_what_the_law_wants_of_it(kind, matters):
    assert wording.covered(kind) == matters


@pytest.mark.django_db
def test_the_same_number_heads_only_one_group():
    first = make.with_unit(make.begun("social_group"))
    number = make.number()
    make.person(first, "那日苏", "chair", head=True, number=number)
    second = make.with_unit(
        make.begun("social_group", make.team("另一支"), name="东胜区青山助老协会")
    )
    make.person(second, "那 日苏", "chair", head=True, number=number)
    reasons = judging.against(make.fresh(second), "hand_in")
    assert "heads_another" in {reason.code for reason in reasons}
