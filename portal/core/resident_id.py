"""The resident identity number of GB 11643-1999.

Check sign and a real birthday that is not in the future, nothing else: the area of issue is not
tied to the year of birth, because districts are founded and renumbered. A leading 9 (permanent
residence card of a foreigner) is accepted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.core.text import narrow

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
FORM = re.compile(r"[0-9]{17}[0-9X]")
CLAUSE = "GB 11643-1999"


class Sex(StrEnum):
    """What the parity of the serial number says."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A cleaned number and what it tells; birthday and sex are None when it is not valid."""

    number: str
    born_on: date | None = None
    sex: Sex | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether nothing speaks against the number."""
        return not self.reasons


def clean(text: str) -> str:
    """The number without spaces, in half width, with a capital X."""
    return narrow(text).upper()


def check(text: str, *, on: date) -> ResidentId:
    """Judge a number as typed, asked on a day; who is born on that day has a valid one."""
    number = clean(text)
    if not FORM.fullmatch(number):
        return ResidentId(number, reasons=(_form(),))
    born_on = _birthday(number)
    reasons = tuple(_faults(number, born_on, on))
    if reasons:
        return ResidentId(number, reasons=reasons)
    return ResidentId(number, born_on, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


def check_sign(first: str) -> str:
    """The eighteenth sign for the first seventeen digits."""
    return CHECK[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


def _birthday(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def _form() -> Reason:
    return Reason(
        "id_form",
        _("An identity number has 18 digits; the last may be an X."),
        _("Compare it with the identity card."),
        CLAUSE,
    )


def _faults(number: str, born_on: date | None, on: date) -> Iterator[Reason]:
    if born_on is None or born_on > on:
        yield Reason(
            "id_birthday",
            _("The birthday in the identity number (digits 7 to 14) cannot be right."),
            _("Compare it with the identity card."),
            CLAUSE,
        )
    if number[17] != check_sign(number[:17]):
        yield Reason(
            "id_check_character",
            _("The last sign of the identity number does not fit the others."),
            _("One digit is wrong or two are swapped. Compare it with the identity card."),
            CLAUSE,
        )
