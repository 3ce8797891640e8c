"""What must be true of a certificate before it is recorded: pure functions."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.registering.enums import DirectKind, Mode
from portal.core import days
from portal.core.credit_code import CreditCode
from portal.core.reasons import Reason

UNIT_CLAUSE = "社会团体登记管理条例第三条、第九条"
DIRECT_CLAUSE = "中办发〔2016〕46号"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the registry gave, held against what the portal knows.

    ``holder`` is the name of a body that bears the code already and does not give way;
    ``same_name`` says that it bears the name that is being registered.
    """

    code: CreditCode
    kind: str
    registered_on: date | None
    valid_from: date | None
    valid_to: date | None
    submitted_on: date | None
    today: date
    document: str = ""
    holder: str = ""
    same_name: bool = False


def code_fits(facts: Certificate) -> Iterator[Reason]:
    """A code whose check signs are right, of the kind that was applied for, borne by nobody."""
    yield from facts.code.reasons
    found = facts.code.kind
    if found is not None and found.value != facts.kind:
        yield Reason(
            "code_of_other_kind",
            _("The first two signs of the code name another kind of organisation."),
            _("Compare it with the certificate."),
            "GB 32100-2015",
        )
    if facts.holder and facts.same_name:
        yield Reason(
            "code_taken",
            _("%(name)s is in the portal already, with people or records of its own."),
            _("Look at its page. Is it this team's: the founders ask to join it there, with the "
              "certificate, and then withdraw this case."),
            params={"name": facts.holder},
        )  # fmt: skip
    elif facts.holder:
        yield Reason(
            "code_taken",
            _("%(name)s bears this code already."),
            _("Compare it with the certificate; if it is right, ask the bureau to check its list."),
            params={"name": facts.holder},
        )


def days_fit(facts: Certificate) -> Iterator[Reason]:
    """Registered after handing in and not in the future; the certificate ends after it begins."""
    if facts.registered_on is None:
        yield Reason("no_day", _("The day of registration is missing."))
    elif facts.registered_on > facts.today:
        yield Reason(
            "day_in_future",
            _("The day of registration lies in the future."),
            _("Enter the day that stands on the certificate."),
        )
    elif facts.submitted_on and facts.registered_on < facts.submitted_on:
        yield Reason(
            "day_before_submission",
            _("The papers went to the registry on %(day)s only."),
            _("Enter the day that stands on the certificate."),
            params={"day": days.date_words(facts.submitted_on)},
        )
    if facts.valid_from and facts.valid_to and facts.valid_to <= facts.valid_from:
        yield Reason("certificate_ends_early", _("The certificate ends before it begins."))
    if not facts.document.strip():
        yield Reason(
            "no_document",
            _("The number of the certificate or decision is missing."),
            _("It stands on the paper of the registry."),
        )


CERTIFICATE: tuple[Callable[[Certificate], Iterator[Reason]], ...] = (code_fits, days_fit)


@dataclass(frozen=True, slots=True)
class Way:
    """How an organisation is to be registered: with a unit and its document, or directly."""

    mode: str
    direct_kind: str
    unit: str
    document: str
    on: date | None
    today: date


def unit_known(facts: Way) -> Iterator[Reason]:
    """Dual management: the supervising unit and its approval are named."""
    if facts.mode not in Mode.values:
        yield Reason(
            "no_way",
            _("Choose whether there is a supervising unit or you register directly."),
            clause=UNIT_CLAUSE,
        )
    if facts.mode == Mode.DUAL and not facts.unit.strip():
        yield Reason(
            "no_unit",
            _("The supervising unit is not named."),
            _("Ask the base which department supervises your field."),
            UNIT_CLAUSE,
        )
    if facts.mode == Mode.DUAL and not (facts.document.strip() and facts.on):
        yield Reason(
            "no_unit_document",
            _("The approval of the supervising unit needs its number and date."),
            _("Enter both as they stand on the paper."),
            UNIT_CLAUSE,
        )
    if facts.on is not None and facts.on > facts.today:
        yield Reason("unit_day_in_future", _("The date of the document lies in the future."))


def direct_allowed(facts: Way) -> Iterator[Reason]:
    """Directly only in the four fields, done cautiously and with the industry department."""
    if facts.mode == Mode.DIRECT and facts.direct_kind not in DirectKind.values:
        yield Reason(
            "not_direct",
            _("Only four kinds may be registered directly; choose which one yours is."),
            _("If it is none of them, a supervising unit is needed."),
            DIRECT_CLAUSE,
        )


WAY: tuple[Callable[[Way], Iterator[Reason]], ...] = (unit_known, direct_allowed)
