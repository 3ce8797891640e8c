"""Mobile numbers as people write them, brought to eleven digits."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason

DIGITS = 11
BETWEEN = re.compile(r"[\s().·‐-―-]+")
COUNTRY = ("+86", "0086")


def normal(text: str) -> str:
    """The number without spaces, dashes, full width, hidden marks and country code."""
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    plain = BETWEEN.sub("", unicodedata.normalize("NFKC", shown))
    for prefix in COUNTRY:
        plain = plain.removeprefix(prefix)
    if len(plain) == DIGITS + 2 and plain.startswith("86"):
        return plain[2:]
    return plain


def faults(number: str) -> Iterator[Reason]:
    """Everything that keeps a normal number from being a mobile number of the mainland."""
    if not (number.isascii() and number.isdigit()):
        yield Reason(
            "phone_not_digits",
            _("A mobile number has digits only."),
            _("Take out everything else, for example 13800138000."),
        )
        return
    if number.startswith("0"):
        yield Reason(
            "phone_landline",
            _("This is a landline number."),
            _("Codes reach mobile phones only. Give a mobile number or an e-mail address."),
        )
        return
    if not number.startswith(("13", "14", "15", "16", "17", "18", "19")):
        yield Reason("phone_start", _("A mobile number begins with 13 to 19."), _("Check it."))
    yield from _length_faults(len(number))


def _length_faults(length: int) -> Iterator[Reason]:
    params = {"count": length, "off": abs(length - DIGITS)}
    if length < DIGITS:
        yield Reason(
            "phone_too_short",
            _("The mobile number is %(off)s digits short: it has %(count)s of 11."),
            _("Check it."),
            params=params,
        )
    if length > DIGITS:
        yield Reason(
            "phone_too_long",
            _("The mobile number has %(off)s digits too many: it has %(count)s instead of 11."),
            _("Check it."),
            params=params,
        )
