"""The unified social credit code of GB 32100-2015.

Eighteen signs: registry, kind, division of the registry (6), organisation code (9), check sign.
Written here because the usual libraries refuse lawful codes that begin with N or Y.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Severity, Text
from portal.core.text import narrow

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
LENGTH = 18
WEIGHTS = tuple(pow(3, place, 31) for place in range(LENGTH - 1))
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = frozenset(
    str(number)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 82),
    )
    for number in range(first, last + 1)
)
NATIONAL = "100000"
GB_32100 = "GB 32100-2015"
GB_11714 = "GB 11714"
COMPARE = _("Compare it with the certificate; if it is the same there, go on.")


class Verdict(StrEnum):
    """WARNING: the check sign is right, but something else should be looked at by a person."""

    VALID = "valid"
    WARNING = "warning"
    INVALID = "invalid"


class Kind(StrEnum):
    """What kind of body the first two signs name."""

    ORGAN = "organ"
    PUBLIC_INSTITUTION = "public_institution"
    MASS_ORGANISATION = "mass_organisation"
    LAW_FIRM = "law_firm"
    SOCIAL_GROUP = "social_group"
    SOCIAL_SERVICE_INSTITUTION = "social_service_institution"
    FOUNDATION = "foundation"
    VILLAGE_COMMITTEE = "village_committee"
    RESIDENTS_COMMITTEE = "residents_committee"
    OTHER_CIVIL_AFFAIRS = "other_civil_affairs"
    ENTERPRISE = "enterprise"
    SOLE_TRADER = "sole_trader"
    FARMERS_COOPERATIVE = "farmers_cooperative"
    RURAL_COLLECTIVE = "rural_collective"
    OTHER = "other"


KINDS = {
    "11": Kind.ORGAN,
    "12": Kind.PUBLIC_INSTITUTION,
    "13": Kind.MASS_ORGANISATION,
    "31": Kind.LAW_FIRM,
    "51": Kind.SOCIAL_GROUP,
    "52": Kind.SOCIAL_SERVICE_INSTITUTION,
    "53": Kind.FOUNDATION,
    "54": Kind.VILLAGE_COMMITTEE,
    "55": Kind.RESIDENTS_COMMITTEE,
    "59": Kind.OTHER_CIVIL_AFFAIRS,
    "91": Kind.ENTERPRISE,
    "92": Kind.SOLE_TRADER,
    "93": Kind.FARMERS_COOPERATIVE,
    "N1": Kind.RURAL_COLLECTIVE,
    "N2": Kind.RURAL_COLLECTIVE,
    "N3": Kind.RURAL_COLLECTIVE,
}
REGISTRIES = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "123459",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "123",
    "A": "19",
    "N": "1239",
    "Y": "1",
}


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A cleaned code, what it is worth, the kind of body it names, and every reason.

    ``kind`` is None for an invalid code, because a wrong sign may stand in the first two places.
    """

    code: str
    verdict: Verdict
    kind: Kind | None
    reasons: tuple[Reason, ...] = ()

    @property
    def division(self) -> str:
        """The six digits of the registry's division; empty for an invalid code."""
        return "" if self.verdict is Verdict.INVALID else self.code[2:8]


def clean(text: str) -> str:
    """The code as it should be written: no spaces, half width, capitals; hyphens stay."""
    return narrow(text).upper()


def check(text: str) -> CreditCode:
    """Judge a code as somebody typed it; never raises. GB 32100-2015, GB 11714."""
    code = clean(text)
    faults = tuple(_faults(code))
    if faults:
        return CreditCode(code, Verdict.INVALID, None, faults)
    doubts = tuple(_doubts(code))
    verdict = Verdict.WARNING if doubts else Verdict.VALID
    return CreditCode(code, verdict, KINDS.get(code[:2], Kind.OTHER), doubts)


def check_sign(first: str) -> str:
    """The eighteenth sign for the first seventeen."""
    total = sum(VALUE[sign] * weight for sign, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def body_check_sign(first: str) -> str:
    """The ninth sign of an organisation code for its first eight (GB 11714)."""
    total = sum(int(sign, 36) * w for sign, w in zip(first, BODY_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def _faults(code: str) -> Iterator[Reason]:
    strange = "".join(dict.fromkeys(sign for sign in code if sign not in VALUE))
    if not code:
        yield Reason(
            "code_missing",
            _("There is no unified social credit code."),
            _("It stands on the registration certificate: 18 digits and letters."),
        )
        return
    if len(code) != LENGTH:
        yield Reason(
            "code_length",
            _("The credit code has %(count)d signs; it must have 18."),
            _("Compare it with the registration certificate."),
            GB_32100,
            params={"count": len(code)},
        )
    if strange:
        yield Reason(
            "code_sign",
            _("The credit code holds “%(signs)s”, which never occurs in one."),
            _("The letters I, O, S, V and Z are not used: they are usually 1, 0, 5, U and 2."),
            GB_32100,
            params={"signs": strange},
        )
    elif len(code) == LENGTH and code[-1] != check_sign(code[:-1]):
        yield Reason(
            "code_check_character",
            _("The last sign of the credit code does not fit the others."),
            _("One sign is wrong or two are swapped. Compare it with the certificate."),
            GB_32100,
        )


def _doubts(code: str) -> Iterator[Reason]:
    if code[1] not in REGISTRIES.get(code[0], ""):
        yield _doubt(
            "code_kind", _("No registry issues codes that begin with %(part)s."), part=code[:2]
        )
    if not _possible(code[2:8]):
        yield _doubt(
            "code_division", _("%(part)s is not the number of a division."), part=code[2:8]
        )
    if code[16] != body_check_sign(code[8:16]):
        yield Reason(
            "organisation_code_check",
            _("The organisation code inside (signs 9 to 17) does not fit its own check sign."),
            COMPARE,
            GB_11714,
            Severity.WARN,
        )


def _doubt(code: str, message: Text, part: str) -> Reason:
    return Reason(code, message, COMPARE, GB_32100, Severity.WARN, {"part": part})


def _possible(division: str) -> bool:
    """Whether six signs can be a division of GB/T 2260 (or the nation itself)."""
    if division == NATIONAL:
        return True
    if not (division.isascii() and division.isdigit()) or division[:2] not in PROVINCES:
        return False
    return division[2:4] != "00" or division[4:] == "00"
