"""Money in fen, shown and typed as yuan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import money
from portal.core.reasons import Refused


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(48_000_000, "480,000.00"), (0, "0.00"), (5, "0.05"), (-150, "-1.50"), (123456, "1,234.56")],
)
def test_yuan_have_commas_and_two_decimals(fen, shown):
    assert money.yuan(fen) == shown


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (48_000_000, "人民币肆拾捌万元整"),
        (1_234_567, "人民币壹万贰仟叁佰肆拾伍元陆角柒分"),
        (10_000_505, "人民币壹拾万零伍元零伍分"),
        (110, "人民币壹元壹角"),
        (1, "人民币壹分"),
        (0, "人民币零元整"),
        (-100, "人民币负壹元整"),
    ],
)
def test_amounts_are_written_out_in_capitals(fen, words):
    assert money.capitals(fen) == words


def test_an_absurd_amount_is_not_written_out():
    with pytest.raises(ValueError):
        money.capitals(money.MAX_FEN)


@pytest.mark.parametrize(
    ("fen", "shown"),
    [
        (48_000_000, "48.0"),
        (48_550_000, "48.6"),
        (48_450_000, "48.5"),
        (12_345_000_000, "12,345.0"),
    ],
)
def test_overviews_show_ten_thousands_with_one_decimal(fen, shown):
    assert money.wan(fen) == shown


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("1234.5", 123450),
        ("1,234.50", 123450),
        (" １，２３４．５０ 元", 123450),
        ("¥12", 1200),
        ("￥12元", 1200),
        ("48万", 48_000_000),
        ("48.5万元", 48_500_000),
        ("0", 0),
        ("1.230", 123),
    ],
)
def test_typed_amounts_are_understood(typed, fen):
    assert money.parse_yuan(typed) == fen


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_form"),
        ("abc", "amount_form"),
        ("-5", "amount_form"),
        ("1,23", "amount_form"),
        ("1.2.3", "amount_form"),
        ("1e5", "amount_form"),
        ("٣", "amount_form"),
        ("1.005", "amount_too_fine"),
        ("99999999999999", "amount_too_large"),
    ],
)
def test_what_is_no_amount_is_refused_with_its_reason(typed, code):
    with pytest.raises(Refused) as refused:
        money.parse_yuan(typed)
    assert refused.value.codes == {code}
    assert refused.value.reasons[0].words


@given(st.integers(0, money.MAX_FEN - 1))
def test_what_is_shown_can_be_typed_again(fen):
    assert money.parse_yuan(money.yuan(fen)) == fen
