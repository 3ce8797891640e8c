"""What must be true of each step of a list and of a batch: facts → all reasons.

A list asks what every grant asks (``incubator.grants.acts``): the account, the register, the
credit lists, and whatever stops new money.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.grants import acts
from incubator.subsidies.enums import Payee
from portal.core import money
from portal.core.reasons import Reason

BASIS = "社会工作者补贴办法"
CONFIRM = (acts.account_there, acts.still_due, acts.on_the_register, acts.nothing_held)
CHECK = (acts.not_own_case, *CONFIRM, acts.lists_are_known)
GATHER = (*CONFIRM, acts.lists_are_known)
OWN = (acts.not_own_case,)
# What was approved is paid unless the money is frozen: months are not judged anew.
ORDER = GATHER


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What is known when somebody acts on a batch; amounts in fen.

    ``own_case``: the person holds a post in one of its organisations. ``own_act``: they put the
    batch together. ``proposed`` is what was proposed, None where nothing was.
    """

    own_case: bool = False
    own_act: bool = False
    fen: int = 0
    proposed: int | None = None
    payee: int = Payee.ORGANISATION


def not_own_organisation(facts: BatchFacts) -> Iterator[Reason]:
    """Nobody decides about money for an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in an organisation of this batch, so you may not decide about it."),
            _("Ask a colleague of the office who has nothing to do with it."),
            "回避",
        )


def decided_by_another(facts: BatchFacts) -> Iterator[Reason]:
    """Who put a batch together does not approve it (four eyes)."""
    if facts.own_act:
        yield Reason(
            "own_batch",
            _("You put this batch together, so another official approves it."),
            _("A colleague in the same post, or a substitute from the upper office, does it."),
            "内部控制",
        )


def sum_stands(facts: BatchFacts) -> Iterator[Reason]:
    """What is approved is what was proposed."""
    if facts.proposed is not None and facts.proposed != facts.fen:
        yield Reason(
            "amount_changed",
            _("The batch now comes to %(now)s yuan; %(then)s were proposed."),
            _("Send it back; it is proposed again with its new sum."),
            params={"now": money.yuan(facts.fen), "then": money.yuan(facts.proposed)},
        )


def paid_to_organisations(facts: BatchFacts) -> Iterator[Reason]:
    """Orders go to organisations; where the row names the persons, a pay list is used."""
    if facts.payee == Payee.PERSON:
        yield Reason(
            "payee_person",
            _("By the rule the persons are paid, not the organisations."),
            _("Pay by the downloaded list, then enter the number of the bank's receipt."),
        )


def paid_to_persons(facts: BatchFacts) -> Iterator[Reason]:
    """A pay list is only for batches whose money goes to the persons."""
    if facts.payee != Payee.PERSON:
        yield Reason(
            "payee_organisation",
            _("By the rule the organisations are paid."),
            _("Prepare the payment orders."),
        )
