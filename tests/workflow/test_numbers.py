"""Query codes: kept as keyed hashes, good after the key changed."""

from django.conf import settings
from django.test import override_settings

from portal.workflow import numbers


def test_a_code_given_under_an_older_key_stays_good_while_the_key_is_kept():
    kept = numbers.hashed("ZC-20261201-0001", "ABCD2345")
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert numbers.fits("ZC-20261201-0001", "abcd-2345", kept)
        assert not numbers.fits("ZC-20261201-0001", "ABCD2346", kept)
        assert not numbers.fits("ZC-20261201-0002", "ABCD2345", kept)
    with override_settings(SECRET_KEY="another-key", SECRET_KEY_FALLBACKS=[]):
        assert not numbers.fits("ZC-20261201-0001", "ABCD2345", kept)
