"""Single cells of a list, in the notations offices use."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.bodies.enums import BodyKind
from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable
from portal.organisations.register.enums import RegisterState

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))
NOTATIONS = (
    "{0:%Y-%m-%d}",
    "{0:%Y.%m.%d}",
    "{0:%Y/%m/%d}",
    "{0:%Y%m%d}",
    "{0.year}/{0.month}/{0.day}",
    "{0.year}年{0.month}月{0.day}日",
    "{0.year}.{0.month}.{0.day}",
    " {0:%Y-%m-%d} ",
    "{0:%Y-%m-%d} 00:00:00",
)


@given(day=DAYS, notation=st.sampled_from(NOTATIONS))
def test_a_day_is_the_same_in_every_notation(day: date, notation: str) -> None:
    assert values.day(notation.format(day)) == day


@given(day=DAYS)
def test_a_day_may_stand_there_as_the_spreadsheets_number(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert values.day(float(serial)) == day
    assert values.day(str(serial)) == day
    assert values.day(datetime(day.year, day.month, day.day)) == day


def test_full_width_figures_and_chinese_numerals_are_days_too() -> None:
    assert values.day("２０２３年５月２３日") == date(2023, 5, 23)
    assert values.day("二〇二三年五月二十三日") == date(2023, 5, 23)
    assert values.day("二〇二三年十月十日") == date(2023, 10, 10)
    assert values.day(20081013.0) == date(2008, 10, 13)


@given(st.text(max_size=30))
def test_whatever_stands_there_is_a_day_nothing_or_unreadable(words: str) -> None:
    try:
        found = values.day(words)
    except Unreadable:
        return
    assert found is None or found >= date(1912, 1, 1)


@pytest.mark.parametrize(
    "words", ["2021-02-30", "2021-13-01", "2021-02", "98.7.1", "去年", "0001-01-01", "00000000"]
)
def test_an_impossible_day_is_unreadable(words: str) -> None:
    with pytest.raises(Unreadable):
        values.day(words)


@pytest.mark.parametrize(
    ("cell", "in_wan", "fen", "plain"),
    [
        (50.0, True, 50_000_000, True),
        ("3", True, 3_000_000, True),
        ("3.5", True, 3_500_000, True),
        ("30000", False, 3_000_000, True),
        ("30,000", False, 3_000_000, True),
        ("30,000元", True, 3_000_000, False),
        ("3万元", False, 3_000_000, False),
        ("叁万", True, 3_000_000, False),
        ("三万元整", True, 3_000_000, False),
        ("一百万元", False, 100_000_000, False),
        ("3万5", True, 3_500_000, False),
        ("", True, None, True),
        (None, True, None, True),
    ],
)
def test_funds_become_fen(cell: object, in_wan: bool, fen: int | None, plain: bool) -> None:
    assert values.fen(cell, in_wan=in_wan) == (fen, plain)


@pytest.mark.parametrize("words", ["-3", "很多", "1e9", "0.000000001"])
def test_funds_that_are_no_amount_are_unreadable(words: str) -> None:
    with pytest.raises(Unreadable):
        values.fen(words, in_wan=True)


@given(st.text(max_size=20), st.booleans())
def test_funds_never_break(words: str, in_wan: bool) -> None:
    try:
        amount, _plain = values.fen(words, in_wan=in_wan)
    except Unreadable:
        return
    assert amount is None or amount >= 0


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (" 东胜区 晨光　协会 ", "东胜区晨光协会"),
        ("东胜区晨光协会(筹)", "东胜区晨光协会（筹）"),
        ("ＡＢＣ助学中心", "ABC助学中心"),
        ("Green Ordos 环保 协会", "Green Ordos环保协会"),
        ("东胜区\u200b晨光\u202e协会\n", "东胜区晨光协会"),
        ("晨光促进会𬭊", "晨光促进会𬭊"),
        ("", ""),
    ],
)
def test_names_are_cleaned_and_otherwise_kept(cell: str, name: str) -> None:
    assert values.name(cell) == name


def test_old_and_new_names_of_a_type_are_one() -> None:
    assert values.kind("民办非企业单位") is BodyKind.SOCIAL_SERVICE_INSTITUTION
    assert values.kind("社会服务机构") is BodyKind.SOCIAL_SERVICE_INSTITUTION
    assert values.kind("") is None
    with pytest.raises(Unreadable):
        values.kind("公司")


def test_states_are_understood() -> None:
    assert values.state("正常") is RegisterState.NORMAL
    assert values.state("注销") is RegisterState.DEREGISTERED
    assert values.state("撤销") is RegisterState.REVOKED
    assert values.state("吊销") is RegisterState.CERTIFICATE_REVOKED


def test_numbers_lose_their_needless_point() -> None:
    assert values.text(50.0) == "50"
    assert values.text(datetime(2024, 5, 1)) == "2024-05-01"
    assert values.text(timedelta(days=1)) == "1 day, 0:00:00"
