"""What must be true of a bank account: pure functions from facts to reasons."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.payments.payees import bank_code

OWN_NAME = "人民币银行结算账户管理办法 第二十四条"
UNREGISTERED = "取缔非法社会组织办法"
NUMBER = re.compile(r"\d{8,32}", re.ASCII)
BRACKETS = str.maketrans("()[]【】", "（）（）（）")


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is known when an account is named. ``pending`` is the number of the open proposal.

    ``same`` says that exactly this account is in force; ``elsewhere`` that another body has it.
    """

    holder: str = ""
    registered_name: str = ""
    bank: str = ""
    code: str = ""
    number: str = ""
    has_permit: bool = True
    registered: bool = True
    struck_off: bool = False
    office_known: bool = True
    pending: str = ""
    same: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What is known when an account is confirmed or refused."""

    holder: str = ""
    registered_name: str = ""
    own_act: bool = False
    own_body: bool = False
    struck_off: bool = False
    elsewhere: bool = False


def plain_name(name: str) -> str:
    """A name without spaces and without the differences of width that banks print."""
    narrow = unicodedata.normalize("NFKC", "".join(name.split()))
    return narrow.translate(BRACKETS)


def clean_number(text: str) -> str:
    """An account number as typed, without spaces and hyphens, in half-width digits."""
    return bank_code.clean(text)


def may_be_paid(facts: AccountFacts | DecisionFacts) -> Iterator[Reason]:
    """Only a body on its register has an account here; a struck-off one no longer."""
    if isinstance(facts, AccountFacts) and not facts.registered:
        yield Reason(
            "not_registered",
            _("A founding team cannot be paid: it is not registered."),
            _("Register it first; a base helps with it."),
            UNREGISTERED,
        )
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The organisation was struck off the register, so it can no longer be paid."),
            _("If the register is wrong, tell the registering bureau."),
            UNREGISTERED,
        )


def office_is_known(facts: AccountFacts) -> Iterator[Reason]:
    """Somebody must confirm the account."""
    if not facts.office_known:
        yield Reason(
            "no_registry",
            _("The register names no bureau that could confirm the account."),
            _("Tell the civil affairs bureau of your banner; it adds what is missing."),
        )


def holder_is_the_body(facts: AccountFacts | DecisionFacts) -> Iterator[Reason]:
    """The account bears the registered name of the body."""
    if plain_name(facts.holder) != plain_name(facts.registered_name):
        yield Reason(
            "other_holder",
            _("The account is in the name of “%(holder)s”, the register says “%(name)s”."),
            _(
                "Only an account in the registered name is paid. Correct a slip; if the name has "
                "changed, let bank and register change it first."
            ),
            OWN_NAME,
            params={"holder": facts.holder or "–", "name": facts.registered_name},
        )


def bank_is_named(facts: AccountFacts) -> Iterator[Reason]:
    """The branch in words and as a number with a right check digit."""
    if not facts.bank:
        yield Reason(
            "bank_missing", _("The bank is missing."), _("Write bank and branch, as on the permit.")
        )
    if not bank_code.has_form(facts.code):
        yield Reason(
            "bank_code_form",
            _("The bank code must be 12 digits."),
            _("Ask your bank for its 联行号; it stands in its online banking too."),
            params={},
        )
    elif not bank_code.is_right(facts.code):
        yield Reason(
            "bank_code_check",
            _("The bank code %(code)s cannot be right: its last digit does not fit the others."),
            _("Compare it digit by digit with what your bank says."),
            "GB/T 17710",
            params={"code": facts.code},
        )


def number_is_possible(facts: AccountFacts) -> Iterator[Reason]:
    """8 to 32 digits."""
    if NUMBER.fullmatch(facts.number) is None:
        yield Reason(
            "account_number_form",
            _("The account number must be 8 to 32 digits."),
            _("Copy it from the permit or certificate; spaces and hyphens do no harm."),
        )


def permit_is_there(facts: AccountFacts) -> Iterator[Reason]:
    """Whoever confirms compares with a paper of the bank."""
    if not facts.has_permit:
        yield Reason(
            "permit_missing",
            _("The paper of the bank is missing."),
            _("Add a scan of the opening permit or of the certificate of the account."),
        )


def one_at_a_time(facts: AccountFacts) -> Iterator[Reason]:
    """An account that waits is confirmed or taken back before another one is named."""
    if facts.pending:
        yield Reason(
            "account_waiting",
            _("An account is waiting to be confirmed already (%(number)s)."),
            _("Take it back first if it is wrong."),
            params={"number": facts.pending},
        )


def is_new(facts: AccountFacts) -> Iterator[Reason]:
    """Naming the account in force again changes nothing."""
    if facts.same:
        yield Reason(
            "account_same",
            _("This is the account in force already."),
            _("Nothing needs to be done."),
        )


def not_of_another(facts: AccountFacts | DecisionFacts) -> Iterator[Reason]:
    """One account belongs to one body."""
    if facts.elsewhere:
        yield Reason(
            "account_of_another",
            _("Another body has named this account number."),
            _("Check the number. If it is yours, go to the bureau with the bank's permit."),
        )


def another_person(facts: DecisionFacts) -> Iterator[Reason]:
    """Who named the account, or belongs to the body, does not confirm it."""
    if facts.own_act or facts.own_body:
        yield Reason(
            "own_case",
            _("You named this account or belong to the body, so you cannot confirm it."),
            _("A colleague who checks payments decides."),
        )


PROPOSE = (
    may_be_paid,
    office_is_known,
    holder_is_the_body,
    bank_is_named,
    number_is_possible,
    permit_is_there,
    one_at_a_time,
    is_new,
    not_of_another,
)
