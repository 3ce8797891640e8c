"""The number of a bank's branch: 12 digits, the last of which fits the others."""

import pytest

from portal.payments.payees import bank_code

IN_USE = [
    "102100099996",
    "103100000026",
    "104100000004",
    "105100000017",
    "301290000007",
    "308584000013",
    "302100011000",
    "303100000006",
    "304100040000",
    "305100000013",
    "306581000003",
    "307584007998",
    "309391000011",
    "310290000013",
    "403100000004",
    "313100000013",
    "402191009992",
    "313205057830",
    "402873300213",
]


@pytest.mark.parametrize("code", IN_USE)
def test_codes_in_use_are_right_and_wrong_with_another_last_digit(code):
    assert bank_code.is_right(code)
    assert not bank_code.is_right(code[:-1] + str((int(code[-1]) + 1) % 10))


@pytest.mark.parametrize("code", ["", "10210009999", "1021000999966", "10210009999x", "１０２"])
def test_other_forms_are_no_codes(code):
    assert not bank_code.is_right(code)


def test_a_code_is_taken_with_spaces_hyphens_and_wide_digits():
    assert bank_code.clean(" 1021-0009 ９９９６") == "102100099996"


def test_two_digits_exchanged_are_noticed():
    assert not bank_code.is_right("120100099996")
