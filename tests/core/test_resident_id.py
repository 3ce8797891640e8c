"""Identity numbers, with the samples of GB 11643-1999."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import resident_id
from portal.core.resident_id import Sex

TODAY = date(2026, 11, 24)


@st.composite
def numbers(draw):
    born = draw(st.dates(date(1900, 1, 1), TODAY))
    area = draw(st.sampled_from(["150602", "150603", "110105", "911506"]))
    first = f"{area}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + resident_id.check_sign(first), born


@pytest.mark.parametrize(
    ("number", "born_on", "sex"),
    [
        ("11010519491231002X", date(1949, 12, 31), Sex.FEMALE),
        ("440524188001010014", date(1880, 1, 1), Sex.MALE),
    ],
)
def test_the_samples_of_the_standard_are_valid(number, born_on, sex):
    found = resident_id.check(number, on=TODAY)
    assert (found.is_valid, found.born_on, found.sex) == (True, born_on, sex)


@pytest.mark.parametrize(
    "typed", ["11010519491231002x", " 110105 19491231 002X", "１１０１０５１９４９１２３１００２ｘ"]
)
def test_small_x_spaces_and_width_are_mended(typed):
    assert resident_id.check(typed, on=TODAY).number == "11010519491231002X"
    assert resident_id.check(typed, on=TODAY).is_valid


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("110105194912310021", {"id_check_character"}),
        ("11010519491331002X", {"id_birthday", "id_check_character"}),
        ("1101051949123100", {"id_form"}),
        ("110105-1949123-002X", {"id_form"}),
        ("", {"id_form"}),
        ("X10105194912310021", {"id_form"}),
    ],
)
def test_a_wrong_number_is_refused_with_every_reason(number, codes):
    found = resident_id.check(number, on=TODAY)
    assert {reason.code for reason in found.reasons} == codes
    assert (found.born_on, found.sex) == (None, None)


def test_who_is_born_today_has_a_valid_number_and_tomorrow_does_not_exist_yet():
    first = "15060220261124001"
    number = first + resident_id.check_sign(first)
    assert resident_id.check(number, on=TODAY).is_valid
    assert not resident_id.check(number, on=date(2026, 11, 23)).is_valid


@given(numbers())
def test_a_number_made_by_the_standard_tells_birthday_and_sex(number_and_birthday):
    number, born = number_and_birthday
    found = resident_id.check(number, on=TODAY)
    assert (found.is_valid, found.born_on) == (True, born)
    assert found.sex is (Sex.MALE if number[16] in "13579" else Sex.FEMALE)


@given(numbers(), st.integers(0, 16), st.sampled_from("0123456789"))
def test_any_single_wrong_digit_is_detected(number_and_birthday, place, digit):
    number, _ = number_and_birthday
    wrong = number[:place] + digit + number[place + 1 :]
    assert resident_id.check(wrong, on=TODAY).is_valid is (wrong == number)
