"""What must be true of each step of a claim: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.grants.conditions import Due
from portal.core import money
from portal.core.reasons import Reason

BASIS = "等级评估奖励办法"
CREDIT = "社会组织信用信息管理办法"
USE = "财政补助资金管理办法"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts on a claim.

    ``due`` is reckoned anew at every step, ``amount`` is what stands in the claim (fen). ``held``
    are reasons of other subjects for which nothing new is paid, ``beside`` the titles of schemes
    under which the organisation is paid already and beside which this one is not. ``unspent`` is
    what of ``paid`` neither was spent nor came back.
    """

    due: Due
    amount: int = 0
    own_case: bool = False
    has_account: bool = True
    lists_known: bool = True
    struck_off: bool = False
    held: tuple[Reason, ...] = ()
    beside: tuple[str, ...] = ()
    has_receipt: bool = False
    reported: bool = False
    paid: int = 0
    spent: int = 0
    unspent: int = 0


def not_own_case(facts: Facts) -> Iterator[Reason]:
    """Nobody checks or approves money for an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this organisation, so you may not decide about its money."),
            _("Ask a colleague of the office who has nothing to do with it."),
            "回避",
        )


def still_due(facts: Facts) -> Iterator[Reason]:
    """What speaks against the amount: every reason of the scheme's rule."""
    yield from facts.due.reasons


def account_there(facts: Facts) -> Iterator[Reason]:
    """Money needs a checked bank account of the organisation."""
    if not facts.has_account:
        yield Reason(
            "account_missing",
            _("The organisation has no checked bank account yet."),
            _("Enter the account under “Bank account”; another person then confirms it."),
        )


def lists_are_known(facts: Facts) -> Iterator[Reason]:
    """No data is not a pass (rules.md I.20)."""
    if not facts.lists_known:
        yield Reason(
            "lists_unknown",
            _("Nobody has stated whether the organisation stands on a credit list."),
            _("Confirm it with a source in the record of the organisation, then try again."),
            CREDIT,
        )


def on_the_register(facts: Facts) -> Iterator[Reason]:
    """An organisation that was struck off is never paid (rules.md I.4)."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The organisation is no longer on the register."),
            _("Money goes only to organisations that exist."),
        )


def nothing_held(facts: Facts) -> Iterator[Reason]:
    """What else stops new money, such as money that is asked back."""
    yield from facts.held


def stacks(facts: Facts) -> Iterator[Reason]:
    """Schemes that exclude each other are not both paid."""
    for title in facts.beside:
        yield Reason(
            "not_beside",
            _("This money is not paid beside “%(title)s”."),
            _("Keep one of the two and withdraw the other."),
            BASIS,
            params={"title": title},
        )


def amount_stands(facts: Facts) -> Iterator[Reason]:
    """What is approved is what was proposed; anything that changed since is looked at again."""
    if not facts.due.reasons and facts.due.fen != facts.amount:
        yield Reason(
            "amount_changed",
            _("Reckoned today, %(now)s yuan are due; %(then)s were proposed."),
            _("Send it back; the check reckons it anew."),
            params={"now": money.yuan(facts.due.fen), "then": money.yuan(facts.amount)},
        )


def receipt_there(facts: Facts) -> Iterator[Reason]:
    """No grant without a receipt (rules.md I.8)."""
    if not facts.has_receipt:
        yield Reason(
            "receipt_missing",
            _("The receipt of the organisation is missing."),
            _("The organisation hands it in on its page of this claim."),
        )


def report_there(facts: Facts) -> Iterator[Reason]:
    """A report names what the money was spent on and proves it."""
    if not facts.reported:
        yield Reason(
            "report_missing",
            _("The report is not complete: uses with their amounts, words and papers are wanted."),
            _("Fill in at least one use and add the papers as one file."),
            USE,
        )


def within_what_was_paid(facts: Facts) -> Iterator[Reason]:
    """Nobody reports more than was paid."""
    if facts.spent > facts.paid:
        yield Reason(
            "more_than_paid",
            _("The uses sum to %(spent)s yuan; %(paid)s were paid."),
            _("Leave out what was paid from other money."),
            USE,
            params={"spent": money.yuan(facts.spent), "paid": money.yuan(facts.paid)},
        )


def all_spent(facts: Facts) -> Iterator[Reason]:
    """A claim closes when everything was spent or came back."""
    if facts.unspent > 0:
        yield Reason(
            "unspent",
            _("%(yuan)s yuan were neither spent nor returned."),
            _("Accept the report with its rest; the organisation is asked to return it."),
            USE,
            params={"yuan": money.yuan(facts.unspent)},
        )


def some_unspent(facts: Facts) -> Iterator[Reason]:
    """A rest is asked back only where there is one."""
    if facts.unspent <= 0:
        yield Reason("nothing_left", _("Everything was spent; nothing has to come back."))


CLAIM = (account_there, still_due, on_the_register, nothing_held, stacks)
CHECK = (
    not_own_case,
    account_there,
    still_due,
    lists_are_known,
    on_the_register,
    nothing_held,
    stacks,
)
APPROVE = (not_own_case, still_due, lists_are_known, on_the_register, nothing_held, amount_stands)
ORDER = (
    receipt_there, account_there, still_due, lists_are_known, on_the_register, nothing_held,
)  # fmt: skip
