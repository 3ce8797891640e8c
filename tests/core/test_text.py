"""Folding, bigrams and readings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import text


@pytest.fixture
def readings_file(settings, tmp_path):
    settings.DATA = tmp_path
    _forget()
    yield tmp_path / "readings.toml"
    _forget()


def _forget():
    text.readings.cache_clear()
    text._local_names.cache_clear()


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        (" 鄂爾多斯市　社會組織 ", "鄂尔多斯市 社会组织"),
        ("ＡＢＣ１２３", "abc123"),
        ("Ordos  City\n", "ordos city"),
        ("", ""),
    ],
)
def test_texts_are_folded_to_one_form(raw, folded):
    assert text.fold(raw) == folded


@pytest.mark.parametrize(
    ("raw", "tokens"),
    [
        ("康巴什区", ["康巴", "巴什", "什区"]),
        ("助老", ["助老"]),
        ("旗", ["旗"]),
        ("52150602MJ00K1P274 号", ["52150602mj00k1p274", "号"]),
        ("2026年社工站", ["2026", "年社", "社工", "工站"]),
        ("五社·联动(试点)", ["五社", "联动", "试点"]),
        ("𬭊㛃社", ["𬭊㛃", "㛃社"]),
        ("a_b", ["a", "b"]),
        ("，。", []),
    ],
)
def test_han_signs_go_in_pairs_and_codes_stay_whole(raw, tokens):
    assert text.bigrams(raw) == tokens


@given(st.text(alphabet="康巴什区社工站", min_size=2, max_size=30))
def test_every_pair_of_neighbours_is_a_token(han):
    assert text.bigrams(han) == [han[n : n + 2] for n in range(len(han) - 1)]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("康巴什区", ["kang", "ba", "shi", "qu"]),
        ("在康巴什", ["zai", "kang", "ba", "shi"]),
        ("长者服务", ["zhang", "zhe", "fu", "wu"]),
        ("敖勒召其镇", ["ao", "le", "zhao", "qi", "zhen"]),
        ("绿色", ["lv", "se"]),
        ("ABC社工", ["abc", "she", "gong"]),
        ("鄂爾多斯", ["e", "er", "duo", "si"]),
        ("", []),
    ],
)
def test_names_are_read_as_people_here_read_them(name, read):
    assert text.pinyin(name) == read


def test_initials_are_first_letters():
    assert text.initials("康巴什区ABC社工中心") == "kbsqabcsgzx"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("kangbashi", ("kang", "ba", "shi")),
        ("kang ba shi", ("kang", "ba", "shi")),
        ("KangBaShi", ("kang", "ba", "shi")),
        ("xi'an", ("xi", "an")),
        ("lüse", ("lv", "se")),
    ],
)
def test_joined_pinyin_is_cut_into_syllables(typed, expected):
    assert text.segmentations(typed)[0] == expected


def test_joined_pinyin_that_can_be_read_in_two_ways_gives_both():
    assert text.segmentations("xian") == [("xian",), ("xi", "an")]


def test_no_more_ways_are_given_than_asked_for():
    assert len(text.segmentations("xianxianxianxian fangan xianxian", limit=3)) == 3


@pytest.mark.parametrize("typed", ["", "  ", "qqqq", "kangbashq"])
def test_what_is_no_pinyin_gives_nothing(typed):
    assert text.segmentations(typed) == []


def test_a_very_long_run_of_letters_is_cut_at_once():
    assert len(text.segmentations("xian" * 500)) == 8


def test_an_operator_adds_local_readings(readings_file):
    readings_file.write_text('"乐至" = "le zhi"\n', encoding="utf-8")
    assert text.pinyin("乐至康巴什") == ["le", "zhi", "kang", "ba", "shi"]


def test_a_reading_with_a_missing_syllable_is_named(readings_file):
    readings_file.write_text('"乐至" = "le"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="乐至"):
        text.readings()


def test_narrowing_changes_width_and_spaces_only():
    assert text.narrow("ａ Ｂ－１　②") == "aB-1②"
