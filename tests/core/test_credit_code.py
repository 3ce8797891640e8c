"""The unified social credit code, with the worked cases of GB 32100-2015."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import credit_code
from portal.core.credit_code import ALPHABET, Kind, Verdict

VALID = [
    ("51150600MJ1A2B3C9X", Kind.SOCIAL_GROUP),
    ("52150602MJ00K1P274", Kind.SOCIAL_SERVICE_INSTITUTION),
    ("53150000MJ9Q8R7T97", Kind.FOUNDATION),
    ("52150603MJY31W058F", Kind.SOCIAL_SERVICE_INSTITUTION),
    ("51150627500TERT16A", Kind.SOCIAL_GROUP),
    ("59150622MJ77H0D47D", Kind.OTHER_CIVIL_AFFAIRS),
    ("53100000500019795A", Kind.FOUNDATION),
    ("N2150622MF0A1B2C0F", Kind.RURAL_COLLECTIVE),
    ("Y1150602MB0A1B2C6M", Kind.OTHER),
]
first_pairs = st.sampled_from(sorted(a + b for a, bs in credit_code.REGISTRIES.items() for b in bs))
divisions = st.sampled_from(["100000", "150600", "150602", "150627", "110101", "659001", "820000"])
bodies = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


@st.composite
def codes(draw):
    first = draw(bodies)
    seventeen = draw(first_pairs) + draw(divisions) + first + credit_code.body_check_sign(first)
    return seventeen + credit_code.check_sign(seventeen)


def reasons(code):
    return {reason.code for reason in credit_code.check(code).reasons}


@pytest.mark.parametrize(("code", "kind"), VALID)
def test_a_lawful_code_is_valid_and_names_its_kind(code, kind):
    found = credit_code.check(code)
    assert (found.verdict, found.kind, found.reasons) == (Verdict.VALID, kind, ())


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("52150602MJ00K1P275", "code_check_character"),
        ("52150602MJ0K01P274", "code_check_character"),
        ("5215O602MJ00K1P274", "code_sign"),
        ("52150602MJ00K1P27", "code_length"),
        ("52150602-MJ00K1P27-4", "code_length"),
        ("52150602MJ00K1P27-", "code_sign"),
        ("", "code_missing"),
        ("   ", "code_missing"),
        ("５２１５Ⅹ602MJ00K1P274", "code_sign"),
    ],
)
def test_a_wrong_code_is_invalid_for_its_reason_and_names_no_kind(code, reason):
    found = credit_code.check(code)
    assert (found.verdict, found.kind) == (Verdict.INVALID, None)
    assert reason in reasons(code)
    assert found.division == ""


def test_every_reason_against_a_code_is_told_at_once():
    assert reasons("5215-O602MJ00K1P274") == {"code_length", "code_sign"}


def test_a_wrong_organisation_code_inside_is_only_a_warning():
    found = credit_code.check("52150602MJ00K1P287")
    assert (found.verdict, found.kind) == (Verdict.WARNING, Kind.SOCIAL_SERVICE_INSTITUTION)
    assert reasons("52150602MJ00K1P287") == {"organisation_code_check"}
    assert found.division == "150602"


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("99150602", "code_kind"),
        ("5A150602", "code_kind"),
        ("X1150602", "code_kind"),
        ("51000000", "code_division"),
        ("51990101", "code_division"),
        ("51150001", "code_division"),
        ("511506AB", "code_division"),
    ],
)
def test_an_unlisted_kind_or_an_impossible_division_is_a_warning(start, reason):
    seventeen = start + "MJ00K1P2" + credit_code.body_check_sign("MJ00K1P2")
    code = seventeen + credit_code.check_sign(seventeen)
    assert credit_code.check(code).verdict is Verdict.WARNING
    assert reasons(code) == {reason}


@pytest.mark.parametrize(
    "typed",
    [
        " 52150602mj00k1p274 ",
        "5215 0602 MJ00 K1P2 74",
        "５２１５０６０２ＭＪ００Ｋ１Ｐ２７４",
        "52150602　MJ00K1P274",
        "52150602\u00a0MJ00K1P274\u200b",
    ],
)
def test_spaces_width_and_small_letters_are_mended(typed):
    assert credit_code.check(typed).code == "52150602MJ00K1P274"
    assert credit_code.check(typed).verdict is Verdict.VALID


@given(codes())
def test_a_code_made_by_the_standard_is_valid(code):
    assert credit_code.check(code).verdict is Verdict.VALID


@given(codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_any_single_wrong_sign_is_detected(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    expected = Verdict.VALID if wrong == code else Verdict.INVALID
    assert credit_code.check(wrong).verdict is expected


@given(codes(), st.integers(0, 16))
def test_any_two_swapped_neighbours_are_detected(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    expected = Verdict.VALID if swapped == code else Verdict.INVALID
    assert credit_code.check(swapped).verdict is expected


@given(st.text(max_size=40))
def test_whatever_is_typed_gets_a_verdict(text):
    assert credit_code.check(text).verdict in Verdict
