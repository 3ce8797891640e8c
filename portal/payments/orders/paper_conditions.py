"""What must be true of a receipt or invoice: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason
from portal.payments.orders.conditions import PAPER_FIRST
from portal.payments.payees.conditions import plain_name


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A receipt or invoice: ``first_use`` is the order that has used its number already."""

    number: str = ""
    issuer: str = ""
    fen: int = 0
    on: date | None = None
    today: date | None = None
    order_fen: int = 0
    payee: str = ""
    first_use: str = ""


def paper_may_be_used(facts: PaperFacts) -> Iterator[Reason]:
    """Number, issuer, amount and day of a receipt or invoice; each number pays once."""
    if not facts.number:
        yield Reason(
            "paper_number", _("The number of the paper is missing."), _("It is printed on it.")
        )
    if plain_name(facts.issuer) != plain_name(facts.payee):
        yield Reason(
            "paper_issuer",
            _("The paper was issued by “%(issuer)s”, the payee is “%(payee)s”."),
            _("Only the payee's own paper counts. Correct a slip or ask for another one."),
            PAPER_FIRST,
            params={"issuer": facts.issuer or "–", "payee": facts.payee},
        )
    if facts.fen != facts.order_fen:
        yield Reason(
            "paper_amount_differs",
            _("The paper is over %(paper)s yuan, the order over %(order)s."),
            _("Ask for a paper over exactly this amount."),
            PAPER_FIRST,
            params={"paper": money.yuan(facts.fen), "order": money.yuan(facts.order_fen)},
        )
    if facts.on is None or (facts.today is not None and facts.on > facts.today):
        yield Reason(
            "paper_day", _("The day of the paper is missing or still to come."), _("Correct it.")
        )
    if facts.first_use:
        yield Reason(
            "paper_used",
            _("The number %(number)s of this issuer was used before, for the order %(order)s."),
            _("Each receipt or invoice pays once. Ask for a new one, or cancel that order."),
            PAPER_FIRST,
            params={"number": facts.number, "order": facts.first_use},
        )
