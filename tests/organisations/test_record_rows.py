"""Rows of a record list: what each would do, and why."""

from datetime import date
from pathlib import Path

import pytest

from portal.organisations.imports.enums import Choice, Verdict
from portal.organisations.imports.lists import Read
from portal.organisations.imports.words import choices_for, explain
from portal.organisations.record import reading
from portal.organisations.record.reasons import RECORD_WORDS
from tests.factories import record
from tests.factories.organisations import organisation
from tests.factories.record import CODE, NAME

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def ours():
    return organisation(NAME, CODE)


@pytest.fixture
def read(tmp_path: Path):
    def _read(rows, scope=None):
        path = tmp_path / "record.xlsx"
        path.write_bytes(record.book(rows))
        return reading.read(path, path.name, scope=scope, today=TODAY, source_on=TODAY)

    return _read


@pytest.fixture
def rows(read):
    return lambda **sheets: list(read(sheets).rows)


def codes(row: Read) -> set[str]:
    return {found.code for found in row.reasons}


def one(title: str, **changed: object) -> tuple[object, ...]:
    """A good row of a sheet with some cells otherwise, by place ("c2" is the third)."""
    cells = list(record.GOOD[title])
    for place, value in changed.items():
        cells[int(place[1:])] = value
    return tuple(cells)


def test_good_rows_of_all_five_sheets_are_new(read) -> None:
    found = read(record.good_rows())
    assert [row.verdict for row in found.rows] == [Verdict.NEW] * 5
    assert [(row.sheet, row.place) for row in found.rows] == [(title, 2) for title in record.SHEETS]
    assert [row.line for row in found.rows] == [2, 4, 6, 8, 10]
    assert found.rows[1].values == {
        "fact": "listing",
        "name": NAME,
        "code": CODE,
        "list": "abnormal",
        "ground": "未按时报送年度报告",
        "listed_on": "2023-07-01",
        "removed_on": "2023-10-09",
    }
    assert found.rows[2].values["amount_fen"] == 0
    assert found.rows[4].values["amount_fen"] == 1_000_000


@pytest.mark.parametrize(
    ("title", "changed", "code"),
    [
        ("年检", {"c0": "52150602MJ00K1P275"}, "code_check_character"),
        ("年检", {"c0": "51150600MJ1A2B3C9X"}, "organisation_unknown"),
        ("年检", {"c0": ""}, "code_missing"),
        ("年检", {"c1": ""}, "name_missing"),
        ("年检", {"c1": "=A1"}, "formula_text"),
        ("年检", {"c2": ""}, "cell_missing"),
        ("年检", {"c2": "去年"}, "year_impossible"),
        ("年检", {"c2": 1890}, "year_impossible"),
        ("年检", {"c2": 2031}, "year_in_future"),
        ("年检", {"c3": "通过"}, "result_unknown"),
        ("年检", {"c3": ""}, "cell_missing"),
        ("信用名录", {"c2": "黑名单"}, "list_unknown"),
        ("信用名录", {"c4": "2023-02-30"}, "date_impossible"),
        ("信用名录", {"c4": "2027-02-01", "c5": ""}, "date_in_future"),
        ("信用名录", {"c4": ""}, "cell_missing"),
        ("信用名录", {"c5": "2023-06-30"}, "removed_before_listed"),
        ("行政处罚", {"c2": "批评"}, "penalty_unknown"),
        ("行政处罚", {"c3": "若干"}, "amount_not_a_number"),
        ("行政处罚", {"c3": -5}, "amount_not_a_number"),
        ("行政处罚", {"c4": "2027-01-01"}, "date_in_future"),
        ("行政处罚", {"c5": "也许"}, "answer_unknown"),
        ("等级评估", {"c2": "6A"}, "grade_unknown"),
        ("等级评估", {"c2": "AAAAAA"}, "grade_unknown"),
        ("等级评估", {"c3": "2027-05-01"}, "date_in_future"),
        ("已发奖励", {"c4": "待定"}, "amount_not_a_number"),
        ("已发奖励", {"c4": 0}, "amount_nothing"),
        ("已发奖励", {"c5": "2027-05-01"}, "date_in_future"),
        ("已发奖励", {"c2": ""}, "cell_missing"),
    ],
)
def test_a_wrong_cell_bars_the_row_and_says_how_to_mend_it(rows, title, changed, code) -> None:
    (found,) = rows(**{title: [one(title, **changed)]})
    assert code in codes(found)
    assert found.verdict is Verdict.ERROR
    assert not found.writes
    (reason,) = [r for r in found.reasons if r.code == code]
    assert explain(code, reason.params).words
    assert explain(code, reason.params).mend


@pytest.mark.parametrize(
    ("title", "changed", "code"),
    [
        ("信用名录", {"c3": ""}, "ground_missing"),
        ("信用名录", {"c5": "2026-12-01"}, "removal_to_come"),
        ("行政处罚", {"c2": "罚款"}, "fine_without_amount"),
        ("已发奖励", {"c3": "5A"}, "award_without_grade"),
        ("年检", {"c2": 2018}, "inspected_before_registered"),
    ],
)
def test_an_odd_row_is_written_with_a_warning(rows, title, changed, code) -> None:
    (found,) = rows(**{title: [one(title, **changed)]})
    assert code in codes(found)
    assert found.verdict is Verdict.WARNING
    assert found.writes


def test_a_removal_still_to_come_leaves_the_organisation_listed(rows) -> None:
    (found,) = rows(信用名录=[one("信用名录", c5="2026-12-01")])
    assert "removed_on" not in found.values


@pytest.mark.parametrize(
    ("words", "grade"),
    [("A", 1), ("1A", 1), ("AAA", 3), ("3a级", 3), ("三A", 3), ("ＡＡＡＡ", 4), ("5A级", 5)],
)
def test_grades_are_understood_however_they_are_written(rows, words, grade) -> None:
    (found,) = rows(等级评估=[one("等级评估", c2=words)])
    assert found.values["grade"] == grade


@pytest.mark.parametrize("cell", ["", "-", "—", "/", "无", None])
def test_an_optional_cell_may_say_nothing(rows, cell) -> None:
    (found,) = rows(信用名录=[one("信用名录", c5=cell)])
    assert found.verdict is Verdict.NEW
    assert "removed_on" not in found.values


def test_a_name_that_the_register_does_not_know_needs_a_decision(rows) -> None:
    (found,) = rows(年检=[one("年检", c1="东胜区夕光助残服务中心")])
    assert codes(found) == {"name_differs"}
    assert found.verdict is Verdict.DECISION
    assert choices_for(["name_differs"]) == (Choice.LEAVE, Choice.TAKE)


def test_a_former_name_is_as_good_as_the_present_one(rows) -> None:
    organisation("康巴什区中心", "52150603MJY31W058F", former=["康巴什区老中心"])
    (found,) = rows(年检=[one("年检", c0="52150603MJY31W058F", c1="康巴什区老中心")])
    assert found.verdict is Verdict.NEW


def test_a_body_struck_off_is_a_warning(rows) -> None:
    organisation("康巴什区中心", "52150603MJY31W058F", state="deregistered")
    (found,) = rows(年检=[one("年检", c0="52150603MJY31W058F", c1="康巴什区中心")])
    assert codes(found) == {"organisation_struck_off"}
    assert found.verdict is Verdict.WARNING


def test_an_award_paid_before_its_grade_is_wrong(rows) -> None:
    found = rows(已发奖励=[one("已发奖励", c5="2022-11-30")], 等级评估=[record.GOOD["等级评估"]])
    assert codes(found[0]) == {"award_before_grade"}
    assert found[0].verdict is Verdict.ERROR
    assert found[1].verdict is Verdict.NEW


def test_an_award_is_held_against_the_grades_on_record_too(rows, ours) -> None:
    record.graded(ours, 3, since=date(2023, 2, 1), until=date(2028, 1, 31))
    (found,) = rows(已发奖励=[record.GOOD["已发奖励"]])
    assert codes(found) == {"award_before_grade"}


def test_a_repeated_row_counts_once(rows) -> None:
    first, second = rows(年检=[record.GOOD["年检"], record.GOOD["年检"]])
    assert first.verdict is Verdict.NEW
    assert codes(second) == {"duplicate_row"}
    assert second.reasons[0].params == {"line": 2}


def test_two_rows_that_contradict_each_other_need_a_decision(rows) -> None:
    first, second = rows(年检=[record.GOOD["年检"], one("年检", c3="不合格")])
    assert first.verdict is Verdict.NEW
    assert codes(second) == {"row_contradicts"}
    assert second.verdict is Verdict.DECISION


def test_what_the_record_says_already_is_unchanged(rows, ours) -> None:
    record.inspected(ours, 2024)
    (found,) = rows(年检=[record.GOOD["年检"]])
    assert found.verdict is Verdict.UNCHANGED
    assert found.changes == {}


def test_another_result_is_a_change(rows, ours) -> None:
    record.inspected(ours, 2024, "absent")
    (found,) = rows(年检=[record.GOOD["年检"]])
    assert found.verdict is Verdict.CHANGED
    assert found.changes == {"result": ["absent", "qualified"]}


def test_a_removal_changes_the_listing_that_is_on_record(rows, ours) -> None:
    record.listed(ours, since=date(2023, 7, 1))
    (found,) = rows(信用名录=[record.GOOD["信用名录"]])
    assert found.changes == {"removed_on": [None, "2023-10-09"]}


def test_blank_cells_change_nothing(rows, ours) -> None:
    record.listed(ours, since=date(2023, 7, 1), until=date(2023, 10, 9))
    (found,) = rows(信用名录=[one("信用名录", c3="", c5="")])
    assert found.changes == {}


def test_an_older_list_does_not_silently_win_over_the_record(tmp_path, ours) -> None:
    record.inspected(ours, 2024, "absent")
    path = tmp_path / "old.xlsx"
    path.write_bytes(record.book({"年检": [record.GOOD["年检"]]}))
    old = reading.read(path, path.name, scope=None, today=TODAY, source_on=date(2025, 9, 1))
    assert codes(old.rows[0]) == {"record_newer"}
    assert old.rows[0].verdict is Verdict.DECISION


def test_rows_of_another_bureau_are_left_out(read, ours) -> None:
    found = read(record.good_rows(), scope=frozenset({ours.registry_id + 1000}))
    assert {row.verdict for row in found.rows} == {Verdict.SKIPPED}


def test_a_sheet_with_codes_but_strange_headings_is_named(tmp_path) -> None:
    headings = dict(record.SHEETS) | {"备注": ("统一社会信用代码", "社会组织名称", "备注")}
    path = tmp_path / "strange.xlsx"
    path.write_bytes(record.book(record.good_rows() | {"备注": [(CODE, NAME, "好")]}, headings))
    found = reading.read(path, path.name, scope=None, today=TODAY, source_on=TODAY)
    assert codes(found.rows[-1]) == {"sheet_unknown"}
    assert len(found.rows) == 6


def test_every_reason_of_the_record_has_words_and_a_cure() -> None:
    for code, words in RECORD_WORDS.items():
        assert str(words.message), code
        assert str(words.cure), code
