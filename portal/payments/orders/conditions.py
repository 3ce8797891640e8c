"""What must be true of a payment order: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason, Severity
from portal.payments.payees.conditions import OWN_NAME, plain_name

LISTS = "社会组织信用信息管理办法"
FOUR_EYES = "会计法（内部稽核制度）"
PAPER_FIRST = "会计基础工作规范 第四十八条"
PROMISED = "预算法 第五十七条"


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    """What is known of the payee on a day: lists None means that nobody stated them.

    ``holder`` is the name of its account in force.
    """

    name: str = ""
    holder: str = ""
    struck_off: bool = False
    registered: bool = True
    lists: frozenset[str] | None = frozenset()
    has_account: bool = True


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What is known when an order is prepared or goes on. Amounts in fen.

    ``account_current`` says that the order's account is still the one in force; ``left`` is what
    of the commitment is neither paid nor asked for by other orders; ``promised_to`` is the body to
    which it is promised, where that is another one.
    """

    payee: PayeeFacts = PayeeFacts()
    fen: int = 0
    left: int = 0
    promised_to: str = ""
    has_paper: bool = True
    paper_fits: bool = True
    account_current: bool = True
    own_act: bool = False
    own_body: bool = False


def payee_may_be_paid(facts: OrderFacts) -> Iterator[Reason]:
    """On the register, with a confirmed account."""
    if not facts.payee.registered:
        yield Reason(
            "not_registered",
            _("A founding team cannot be paid: it is not registered."),
            _("Register it first; a base helps with it."),
        )
    if facts.payee.struck_off:
        yield Reason(
            "struck_off",
            _("The organisation was struck off the register, so it can no longer be paid."),
            _("If the register is wrong, tell the registering bureau."),
        )
    if not facts.payee.has_account:
        yield Reason(
            "no_account",
            _("%(name)s has no confirmed bank account."),
            _("Ask its owner or finance to name it under “Our bank account”."),
            params={"name": facts.payee.name},
        )
    elif plain_name(facts.payee.holder) != plain_name(facts.payee.name):
        yield Reason(
            "account_other_name",
            _("The account of %(name)s is in the name of “%(holder)s”."),
            _("Ask its owner or finance to name an account in the registered name."),
            OWN_NAME,
            params={"name": facts.payee.name, "holder": facts.payee.holder},
        )


def payee_on_no_list(facts: OrderFacts) -> Iterator[Reason]:
    """The credit lists are asked at payment once more (rules.md I.9)."""
    lists = facts.payee.lists
    if lists is None:
        yield Reason(
            "lists_unknown",
            _("Nobody stated lately whether %(name)s stands on a credit list."),
            _("Import the newest lists, or confirm it in its record with a source."),
            LISTS,
            Severity.UNKNOWN,
            {"name": facts.payee.name},
        )
    elif "abnormal" in lists:
        yield Reason(
            "on_abnormal_list",
            _("%(name)s stands on the list of abnormal activities."),
            _("It can be paid once it is taken off the list."),
            LISTS,
            params={"name": facts.payee.name},
        )
    if lists and "dishonest" in lists:
        yield Reason(
            "on_dishonest_list",
            _("%(name)s stands on the list of seriously dishonest organisations."),
            _("It can be paid once it is taken off the list."),
            LISTS,
            params={"name": facts.payee.name},
        )


def amount_is_committed(facts: OrderFacts) -> Iterator[Reason]:
    """No payment without a commitment, and no more than is left of it."""
    if facts.fen <= 0:
        yield Reason("amount_zero", _("The amount must be more than 0."), _("Check the amount."))
    elif facts.fen > facts.left:
        yield Reason(
            "not_committed",
            _("Of this commitment %(left)s yuan are left for payment; the order asks %(fen)s."),
            _("Lower the amount, or cancel another order of the same commitment."),
            PROMISED,
            params={"left": money.yuan(max(0, facts.left)), "fen": money.yuan(facts.fen)},
        )


def promised_to_the_payee(facts: OrderFacts) -> Iterator[Reason]:
    """Money promised to one body is not paid to another."""
    if facts.promised_to:
        yield Reason(
            "other_payee",
            _("This commitment is promised to %(promised)s, not to %(name)s."),
            _("Choose the commitment that was made for this payee."),
            PROMISED,
            params={"promised": facts.promised_to, "name": facts.payee.name},
        )


def paper_is_there(facts: OrderFacts) -> Iterator[Reason]:
    """Receipt or invoice before money (rules.md I.8)."""
    if not facts.has_paper:
        yield Reason(
            "paper_missing",
            _("Receipt or invoice is missing."),
            _("The payee hands it in under “Payments to us”, or you enter it here."),
            PAPER_FIRST,
        )
    elif not facts.paper_fits:
        yield Reason(
            "paper_amount",
            _("The paper is over another amount than the order."),
            _("Ask for a paper over exactly this amount."),
            PAPER_FIRST,
        )


def account_is_current(facts: OrderFacts) -> Iterator[Reason]:
    """Money goes to the account in force on the day, not to an earlier one."""
    if not facts.account_current:
        yield Reason(
            "account_changed",
            _("The payee has another account in force than the order names."),
            _("Send the order back; the maker takes over the new account."),
        )


def checked_by_another(facts: OrderFacts) -> Iterator[Reason]:
    """Maker and checker are two people, and neither belongs to the payee."""
    if facts.own_act:
        yield Reason(
            "own_case",
            _("You prepared this order, so you cannot check it."),
            _("A colleague who checks payments decides."),
            FOUR_EYES,
        )
    if facts.own_body:
        yield Reason(
            "own_body",
            _("You belong to the payee, so you take no part in this payment."),
            _("A colleague takes it over."),
            FOUR_EYES,
        )


PREPARE = (payee_may_be_paid, payee_on_no_list, promised_to_the_payee, amount_is_committed)
