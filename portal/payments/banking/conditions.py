"""Whether a receipt of the bank fits an order: pure functions from facts to reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason, Text
from portal.payments.banking.enums import Result
from portal.payments.orders.enums import GONE, OrderState


@dataclass(frozen=True, slots=True)
class MatchFacts:
    """A receipt and the order of its number; ``order`` "" when there is none. Amounts in fen.

    ``now`` is the reference of the order's present try at the bank.
    """

    result: str = Result.PAID.value
    reference: str = ""
    fen: int = 0
    order: str = ""
    now: str = ""
    status: str = ""
    order_fen: int = 0
    account_named: bool = True
    account_fits: bool = True


@dataclass(frozen=True, slots=True)
class Code:
    """A reason as it is kept: its code and what its words need."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


WORDS: dict[str, tuple[Text, Text]] = {
    "order_unknown": (
        _("No order has the number “%(text)s”."),
        _("Look for the order by amount and day and match it by hand, or set the receipt aside."),
    ),
    "earlier_attempt": (
        _("The receipt belongs to an earlier try; the order went out again as %(now)s."),
        _("Ask the bank which transfer it means; then match by hand."),
    ),
    "amount_differs": (
        _("The receipt is over %(receipt)s yuan, the order over %(order)s."),
        _("Ask the bank. Another amount is never matched."),
    ),
    "account_differs": (
        _("The receipt names another account than the order."),
        _("Ask the bank; match by hand only when it confirms the transfer."),
    ),
    "account_missing": (
        _("The receipt names no account."),
        _("Ask the bank for a list with the account of the payee, or match by hand."),
    ),
    "not_sent": (
        _("The order was not sent to the bank; it is “%(state)s”."),
        _("Look at the order first: who sent this transfer?"),
    ),
    "paid_already": (
        _("The order is paid already, by another receipt."),
        _("Ask the bank whether it paid twice."),
    ),
    "settled_already": (
        _("The order was settled; no return was expected any more."),
        _("Enter the money as income of the budget, and prepare a new order."),
    ),
    "ledger": (
        _("The ledger refused: %(text)s"),
        _("Look at the commitment of the order."),
    ),
    "row_amount": (_("“%(text)s” is not an amount."), _("Write figures, such as 1234.50.")),
    "row_day": (_("“%(text)s” is not a day."), _("Write the day as 2026-11-30.")),
    "row_result": (
        _("“%(text)s” does not say whether the transfer was paid or returned."),
        _("Write 成功 or 退汇 under the result."),
    ),
    "row_reference": (
        _("The row names no order."),
        _("Write the order number under 付款单号, or leave the row out."),
    ),
    "serial_other": (
        _("The serial number %(serial)s was taken before with another amount or order."),
        _("Ask the bank for a correct list; nothing is changed by this row."),
    ),
    "twice_in_file": (
        _("The same receipt stands in line %(line)s already."),
        _("Nothing needs to be done: it counts once."),
    ),
}


def reason(found: Code) -> Reason:
    """The kept code as a reason in words."""
    message, cure = WORDS[found.code]
    return Reason(found.code, message, cure, params=_params(found.params))


def fits(facts: MatchFacts) -> Iterator[Code]:
    """Every reason why the receipt cannot be matched with the order by itself."""
    if not facts.order:
        yield Code("order_unknown", {"text": facts.reference})
        return
    if facts.reference != facts.now:
        yield Code("earlier_attempt", {"now": facts.now})
    if not facts.account_named:
        yield Code("account_missing")
    elif not facts.account_fits:
        yield Code("account_differs")
    yield from never(facts)


def never(facts: MatchFacts) -> Iterator[Code]:
    """What no person may overrule either: another amount, a state that does not bear it."""
    if facts.fen != facts.order_fen:
        amounts = {"receipt": money.yuan(facts.fen), "order": money.yuan(facts.order_fen)}
        yield Code("amount_differs", amounts)
    if facts.result == Result.PAID and facts.status in GONE:
        yield Code("paid_already")
    elif facts.status == OrderState.SETTLED:
        yield Code("settled_already")
    elif facts.status != OrderState.SENT and not (
        facts.result == Result.RETURNED and facts.status == OrderState.PAID
    ):
        yield Code("not_sent", {"state": facts.status})


def _params(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What the words need; a state is kept by its code and told by its name."""
    state = kept.get("state")
    return dict(kept) | ({"state": OrderState(state).label} if state else {})


BEARS: Mapping[str, tuple[str, ...]] = {
    Result.PAID.value: (OrderState.SENT,),
    Result.RETURNED.value: (OrderState.SENT, OrderState.PAID),
}
"""The states of an order in which a receipt of this result may meet it."""
