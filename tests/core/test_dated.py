"""Rules as dated rows."""

from datetime import date

import pytest
from django.utils import translation

from portal.core import dated
from portal.core.dated import Confidence, DatedBy, RuleError, Unit
from portal.core.reasons import Severity

LINE = {
    "key": "claims.decision",
    "heading": "认领",
    "heading_en": "Claims",
    "title": "多久答复",
    "title_en": "Time to decide",
    "value": 3,
    "unit": "wd",
    "from": date(2026, 1, 1),
    "clause": "承诺",
}
FILE = """
heading = "认领"
heading_en = "Claims"

[[rule]]
key = "claims.decision"
title = "多久答复"
title_en = "Time to decide"
value = 3
unit = "wd"
from = 2026-01-01
to = 2026-12-31
clause = "承诺"
severity = "warn"
confidence = "V"
dated_by = "asked"
"""


def test_a_file_gives_typed_rows(tmp_path):
    (tmp_path / "claims.toml").write_text(FILE, encoding="utf-8")
    (row,) = dated.load(tmp_path / "claims.toml")
    assert (row.key, row.value, row.unit) == ("claims.decision", 3, Unit.WD)
    assert (row.severity, row.confidence, row.dated_by) == (
        Severity.WARN,
        Confidence.VERIFIED,
        DatedBy.ASKED,
    )
    assert not row.override


def test_a_row_holds_from_its_first_to_its_last_day_both_included():
    row = dated.row(LINE | {"to": date(2026, 12, 31)})
    asked = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [row.in_force(day) for day in asked] == [False, True, True, False]
    assert dated.row(LINE).in_force(date(2099, 1, 1))


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "多久答复"), ("en", "Time to decide")])
def test_title_and_heading_follow_the_reader(language, name):
    row = dated.row(LINE)
    with translation.override(language):
        assert row.name == name
        assert row.group == (LINE["heading_en"] if language == "en" else LINE["heading"])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"unit": "weeks"}, "unit"),
        ({"confidence": "X"}, "confidence"),
        ({"value": "3"}, "value"),
        ({"value": True}, "value"),
        ({"value": -1}, "value"),
        ({"title": " "}, "title"),
        ({"clause": 3}, "clause"),
        ({"from": "2026"}, "days"),
        ({"to": date(2025, 1, 1)}, "before"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_row_is_named_with_its_fault(change, word):
    with pytest.raises(RuleError, match=f"claims.decision: .*{word}"):
        dated.row(LINE | change)


def test_a_missing_field_is_named():
    with pytest.raises(RuleError, match="clause is missing"):
        dated.row({name: value for name, value in LINE.items() if name != "clause"})


@pytest.mark.parametrize("content", ["[[rule]\n", "[[rule]]\nvalue = 3\n"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, content):
    (tmp_path / "bad.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError, match=r"bad\.toml"):
        dated.load(tmp_path / "bad.toml")


def test_two_rows_of_one_key_on_one_day_are_found():
    first = dated.row(LINE | {"to": date(2026, 6, 30)})
    next_row = dated.row(LINE | {"from": date(2026, 7, 1)})
    other = dated.row(LINE | {"key": "claims.other"})
    assert list(dated.overlaps([next_row, other, first])) == []
    open_ended = dated.row(LINE)
    assert list(dated.overlaps([open_ended, next_row])) == [
        "claims.decision: two rows hold on 2026-07-01"
    ]
