"""Marks, totals, grades and vetoes; no database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.reasons import collect
from ratings.schemes import conditions
from ratings.schemes.conditions import PointFacts, ScoreFacts
from ratings.schemes.enums import LETTERS

ANQING = {"AAAAA": 950, "AAAA": 901, "AAA": 851, "AA": 801}
TENTHS = st.integers(0, 12_000).map(lambda n: Decimal(n) / 10)


def bands(**lower) -> dict[str, Decimal]:
    return {letters: Decimal(str(bound)) for letters, bound in lower.items()}


def test_the_grades_are_those_of_the_certificate_best_first():
    assert LETTERS == ("AAAAA", "AAAA", "AAA", "AA", "A")


@given(TENTHS, TENTHS)
def test_more_marks_never_give_a_lower_grade(one, other):
    low, high = sorted((one, other))
    found = bands(**ANQING)
    assert len(conditions.grade(found, low)) <= len(conditions.grade(found, high))


@given(TENTHS)
def test_the_grade_does_not_depend_on_the_order_of_the_table(score):
    forth = bands(**ANQING)
    back = dict(reversed(forth.items()))
    assert conditions.grade(forth, score) == conditions.grade(back, score)


@pytest.mark.parametrize(
    ("reached", "vetoes", "left"),
    [
        ("AAAAA", [], "AAAAA"),
        ("AAAAA", ["AAA", "AAAA"], "AAA"),
        ("AA", ["AAA"], "AA"),
        ("AAAA", [""], ""),
        ("", ["AAA"], ""),
    ],
)
def test_the_strictest_veto_decides_and_none_lifts(reached, vetoes, left):
    assert conditions.cap(reached, vetoes) == left


@given(st.lists(st.integers(1, 40), min_size=2, max_size=8), st.data())
def test_full_marks_give_the_whole_group_whatever_does_not_apply(maxima, data):
    points = [
        PointFacts(str(n), "g", Decimal(most) / 2, may_not_apply=True)
        for n, most in enumerate(maxima)
    ]
    left_out = data.draw(st.sets(st.sampled_from([p.code for p in points[1:]])))
    scores = {p.code: p.maximum for p in points if p.code not in left_out}
    assert conditions.total(points, scores, left_out) == sum(p.maximum for p in points)


def test_thirds_of_three_groups_make_a_whole_and_each_is_cut_off():
    points = [
        PointFacts(f"{group}{n}", group, Decimal(most))
        for group in "abc"
        for n, most in (("1", 30), ("2", 70))
    ]
    scores = {"a1": Decimal(10), "b1": Decimal(10), "c1": Decimal(10)}
    left_out = {"a2", "b2", "c2"}
    assert conditions.total(points, scores, left_out) == Decimal(100)
    groups = conditions.group_totals(points, scores, left_out)
    assert groups == dict.fromkeys("abc", Decimal("33.333333333333"))


def test_every_fault_of_a_marked_sheet_is_named_at_once():
    points = [
        PointFacts("1", "a", Decimal(10)),
        PointFacts("2", "a", Decimal(10), may_not_apply=True),
        PointFacts("3", "b", Decimal(10), may_not_apply=True),
    ]
    scores = {"1": Decimal("10.25"), "2": Decimal(11), "9": Decimal(1)}
    facts = ScoreFacts(points, scores, {"2", "3"}, titles={"b": "社会评价"})
    found = collect(conditions.SCORES, facts)
    assert [reason.code for reason in found] == [
        "mark_out_of_range",
        "mark_out_of_range",
        "point_unknown",
        "mark_where_not_applicable",
        "group_left_out",
    ]
    assert found[-1].params == {"group": "社会评价"}
    assert conditions.missing(ScoreFacts(points, {"1": Decimal(5)}, {"2"})) == ["3"]


@pytest.mark.parametrize("mark", ["NaN", "Infinity", "-0.5", "1E+40"])
def test_marks_that_are_no_marks_are_refused_in_words(mark):
    facts = ScoreFacts([PointFacts("1", "a", Decimal(10))], {"1": Decimal(mark)})
    assert [r.code for r in conditions.marks_possible(facts)] == ["mark_out_of_range"]


@pytest.mark.parametrize(
    ("number", "words"), [("12.50", "12.5"), ("1000", "1000"), ("1E+3", "1000"), ("0.0", "0")]
)
def test_numbers_are_written_as_people_write_them(number, words):
    assert conditions.plain(Decimal(number)) == words
