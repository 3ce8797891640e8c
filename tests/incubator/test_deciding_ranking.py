"""The ranking: every figure, the published tie rule, the lot, places and the reserve list."""

from datetime import date

import pytest

from incubator.deciding.ranking import Entry, rank

RULE = ["group:方案", "earlier_registration", "lot"]


def ranked(*entries: Entry, free: int = 1, mark: int = 6000, rule: list[str] | None = None):
    found = rank(entries, pass_mark=mark, free=free, tie_rule=RULE if rule is None else rule)
    return [(row.entry.pk, row.rank, row.proposal) for row in found.rows], found


def test_places_go_by_score_then_reserve_and_below_the_mark_nothing():
    rows, _found = ranked(Entry(1, 7000), Entry(2, 8567), Entry(3, 5999), Entry(4, 6000))
    assert rows == [(2, 1, "admit"), (1, 2, "reserve"), (4, 3, "reserve"), (3, 4, "none")]


def test_who_needs_no_place_is_admitted_whenever_the_mark_is_reached():
    rows, _found = ranked(
        Entry(1, 7000, "virtual"), Entry(2, 8000), Entry(3, 6500, "virtual"), free=0
    )
    assert rows == [(2, 1, "reserve"), (1, 2, "admit"), (3, 3, "admit")]


def test_a_virtual_one_takes_no_place_from_those_behind():
    rows, _found = ranked(Entry(1, 9000, "virtual"), Entry(2, 8000), Entry(3, 7000))
    assert rows == [(1, 1, "admit"), (2, 2, "admit"), (3, 3, "reserve")]


def test_equal_scores_go_by_the_group_of_the_tie_rule():
    rows, found = ranked(
        Entry(1, 8000, groups={"方案": 3000}), Entry(2, 8000, groups={"方案": 3100})
    )
    assert rows == [(2, 1, "admit"), (1, 2, "reserve")]
    assert {row.settled_by for row in found.rows} == {"group:方案"}
    assert found.ties == []


def test_then_by_the_earlier_registration_and_a_team_without_one_comes_last():
    rows, found = ranked(
        Entry(1, 8000),
        Entry(2, 8000, registered_on=date(2025, 3, 1)),
        Entry(3, 8000, registered_on=date(2024, 3, 1)),
    )
    assert [row[0] for row in rows] == [3, 2, 1]
    assert found.rows[0].settled_by == "earlier_registration"


def test_what_no_rule_settles_is_named_until_a_lot_is_drawn():
    same = date(2025, 3, 1)
    one, two = Entry(1, 8000, registered_on=same), Entry(2, 8000, registered_on=same)
    _rows, found = ranked(one, two)
    assert found.ties == [(1, 2)]
    rows, found = ranked(
        Entry(1, 8000, registered_on=same, lot=2), Entry(2, 8000, registered_on=same, lot=1)
    )
    assert [row[0] for row in rows] == [2, 1]
    assert found.ties == []
    assert found.rows[0].settled_by == "lot"


def test_one_more_equal_after_the_lot_needs_a_new_lot():
    _rows, found = ranked(Entry(1, 8000, lot=1), Entry(2, 8000, lot=2), Entry(3, 8000))
    assert found.ties == [(3, 1, 2)]


def test_equals_below_the_mark_need_no_lot():
    _rows, found = ranked(Entry(1, 5000), Entry(2, 5000))
    assert found.ties == []


@pytest.mark.parametrize("rule", [[], ["earlier_registration"]])
def test_a_programme_without_a_lot_in_its_rule_still_ends_with_one(rule):
    _rows, found = ranked(Entry(1, 8000), Entry(2, 8000), rule=rule)
    assert found.ties == [(1, 2)]
