"""What is shown of personal data."""

import pytest

from portal.core import masking


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (masking.name("张小明"), "张**"),
        (masking.name("欧阳震华"), "欧**"),
        (masking.name(" "), ""),
        (masking.resident_id("150602199001012X"), "150*********012X"),
        (masking.resident_id("15060219900101002X"), "150***********002X"),
        (masking.resident_id("123"), "***"),
        (masking.phone("13812345678"), "138****5678"),
        (masking.phone("12345"), "*****"),
        (masking.bank("6222 0202 0000 1234"), "****1234"),
        (masking.bank("12345678"), "********"),
        (masking.mail("lihua@example.cn"), "l***@example.cn"),
        (masking.mail("lihua"), "*****"),
        (masking.mail(""), ""),
    ],
)
def test_only_the_least_is_shown(shown, expected):
    assert shown == expected
