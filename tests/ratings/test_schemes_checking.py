"""What bars a sheet from being published, and from being kept at all; no database."""

from dataclasses import replace
from decimal import Decimal

import pytest

from portal.core.reasons import collect
from ratings.schemes import checking, storing
from ratings.schemes.contents import GroupContent, ItemContent
from ratings.schemes.examples import examples
from tests.factories import schemes as make


def faults(sheet) -> list[str]:
    facts = checking.CheckFacts(sheet, Decimal("0.5"), 4, 5)
    return [reason.code for reason in collect(checking.CHECKS, facts)]


def with_point(point):
    """The small sheet with this point in place of the first."""
    whole = make.sheet()
    first = whole.groups[0]
    items = (replace(first.items[0], points=(point,)), *first.items[1:])
    return replace(whole, groups=(replace(first, items=items), *whole.groups[1:]))


def test_a_whole_sheet_has_no_fault():
    assert faults(make.sheet()) == []
    assert list(storing.storable(make.sheet())) == []


def test_an_empty_sheet_names_everything_that_is_missing():
    empty = make.sheet(groups=(), bands={}, basis=" ", total=Decimal(0), bonus_most=Decimal(0))
    assert faults(empty) == ["basis_missing", "no_groups", "total_missing", "bands_missing"]


def test_sums_must_agree_with_group_and_total():
    assert faults(make.sheet(total=Decimal(101))) == ["groups_not_total"]
    assert faults(with_point(make.point("1.1.1", "12"))) == ["points_not_group"]


def test_a_group_or_item_without_points_is_an_orphan():
    whole = make.sheet()
    group = GroupContent("6", "空组", Decimal(0), ())
    item = replace(whole.groups[4], items=(*whole.groups[4].items, ItemContent("5.3", "空项")))
    assert faults(replace(whole, groups=(*whole.groups[:4], item, group))) == [
        "item_empty",
        "group_empty",
    ]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"method": " "}, "method_missing"),
        ({"evidence": ("passport",)}, "evidence_unknown"),
        ({"evidence": ()}, "evidence_missing"),
    ],
)
def test_a_point_is_explained_and_proved_by_known_papers(values, code):
    assert faults(with_point(make.point("1.1.1", "12.5", **values))) == [code]


def test_maxima_go_in_half_points_and_are_not_nought():
    quarter = replace(with_point(make.point("1.1.1", "12.3")))
    assert "maximum_between_steps" in faults(quarter)
    assert "maximum_missing" in faults(with_point(make.point("1.1.1", "0")))


def test_a_veto_says_which_grade_it_leaves():
    veto = make.point("1.1.1", "0", nature="veto")
    assert "cap_missing" in faults(with_point(veto))
    assert "cap_missing" in faults(with_point(replace(veto, cap=9)))
    assert "cap_missing" not in faults(with_point(replace(veto, cap=0)))


def test_bonus_points_and_their_most_come_together():
    assert faults(make.sheet(bonus_most=Decimal(0))) == ["bonus_unbounded"]
    assert faults(make.sheet(groups=make.sheet().groups[:4])) == ["bonus_empty"]


@pytest.mark.parametrize(
    ("bands", "codes"),
    [
        ({5: "90", 4: "80"}, []),
        ({3: "70", 2: "60"}, []),
        ({5: "90", 3: "70"}, ["band_hole"]),
        ({5: "90", 2: "60"}, ["band_hole", "band_hole"]),
        ({5: "80", 4: "80"}, ["bands_overlap"]),
        ({5: "70", 4: "80", 3: "75"}, ["bands_overlap"]),
        ({5: "105"}, []),
        ({5: "105.001"}, ["band_out_of_reach"]),
        ({5: "-1"}, ["band_out_of_reach"]),
        ({6: "90", 5: "80"}, ["grade_unknown"]),
        ({}, ["bands_missing"]),
    ],
)
def test_bands_are_in_order_without_overlap_or_hole(bands, codes):
    given = {level: Decimal(lower) for level, lower in bands.items()}
    assert [reason.code for reason in checking.band_faults(given, Decimal(105))] == codes


def test_a_sheet_of_three_groups_is_only_pointed_out():
    whole = make.sheet(total=Decimal(75), bands={3: Decimal(60)})
    three = replace(whole, groups=(*whole.groups[:3], whole.groups[4]))
    found = collect(checking.CHECKS, checking.CheckFacts(three, Decimal("0.5"), 4, 5))
    assert [(reason.code, reason.blocks) for reason in found] == [("groups_unusual", False)]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"code": "1.2.1"}, "code_twice"),
        ({"code": "一"}, "code_unreadable"),
        ({"code": ""}, "code_unreadable"),
        ({"code": "1" * 21}, "code_unreadable"),
        ({"title": " "}, "title_missing"),
        ({"title": "长" * 201}, "words_too_long"),
        ({"method": "长" * 2001}, "words_too_long"),
        ({"nature": "odd"}, "nature_unknown"),
        ({"nature": "veto"}, "veto_with_marks"),
        ({"cap": 3}, "cap_without_veto"),
        ({"nature": "bonus", "may_not_apply": True}, "nothing_to_rebase"),
        ({"nature": "veto", "maximum": Decimal(0), "cap": 6}, "grade_unknown"),
        ({"maximum": Decimal("12.55")}, "points_unreadable"),
        ({"maximum": Decimal("100000")}, "points_unreadable"),
        ({"maximum": Decimal("-1")}, "points_unreadable"),
        ({"maximum": Decimal("NaN")}, "points_unreadable"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(values, code):
    found = storing.storable(with_point(replace(make.point("1.1.1", "12.5"), **values)))
    assert [reason.code for reason in found] == [code]


def test_the_examples_that_ship_are_whole_and_large_enough():
    found = examples()
    assert [one.kind for one in found] == [
        "foundation",
        "social_service_institution",
        "social_group",
    ]
    shares = [[int(group.total) for group in one.sheet.groups[:4]] for one in found]
    assert shares == [[60, 360, 480, 100], [145, 355, 400, 100], [100, 380, 420, 100]]
    for one in found:
        assert faults(one.sheet) == []
        assert list(storing.storable(one.sheet)) == []
        assert sum(len(group.items) for group in one.sheet.groups[:4]) >= 12
        assert sum(1 for _point in one.sheet.points("scored")) >= 35
