"""Personal numbers are kept so that the database alone tells nothing."""

import pytest
from django.test import override_settings

from portal.core import sealed

NUMBER = "150602199001011234"


def test_a_sealed_number_comes_back_whole_and_is_not_in_the_token():
    token = sealed.seal(NUMBER)
    assert NUMBER not in token
    assert sealed.unsealed(token) == NUMBER


def test_the_same_number_is_sealed_differently_each_time():
    assert sealed.seal(NUMBER) != sealed.seal(NUMBER)


def test_nothing_stays_nothing():
    assert (sealed.seal(""), sealed.unsealed(""), sealed.fingerprint("")) == ("", "", "")
    assert sealed.fingerprints("") == []


def test_equal_numbers_have_equal_fingerprints_and_others_do_not():
    assert sealed.fingerprint(NUMBER) == sealed.fingerprint(NUMBER)
    assert sealed.fingerprint(NUMBER) != sealed.fingerprint("150602199001011235")
    assert len(sealed.fingerprint(NUMBER)) == 64


def test_a_number_sealed_before_the_key_changed_is_still_read_and_found():
    token, print_ = sealed.seal(NUMBER), sealed.fingerprint(NUMBER)
    old = "only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz"
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[old]):
        assert sealed.unsealed(token) == NUMBER
        assert sealed.fingerprint(NUMBER) != print_
        assert print_ in sealed.fingerprints(NUMBER)


def test_a_number_whose_key_is_lost_says_so():
    token = sealed.seal(NUMBER)
    other = override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[])
    with other, pytest.raises(sealed.Unreadable):
        sealed.unsealed(token)
