"""What an order is for and whom its money was promised to, as whoever owns the basis tells it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from portal.core import money
from portal.core.references import Reference
from portal.ledger.account import telling
from portal.ledger.postings import bases

if TYPE_CHECKING:
    from portal.bodies.models import Body
    from portal.ledger.postings.models import Commitment
    from portal.payments.orders.models import Order


def basis(order: Order) -> Reference:
    """What an order rests on: in the words of whose it is, else in those of its commitment."""
    told = bases.described([order.basis]).get(order.basis)
    return told or Reference(order.commitment.words)


def promised_to(commitment: Commitment, body: Body) -> str:
    """The name of the body to which a commitment is promised, where that is another one; "" also
    where nobody says.
    """
    told = telling.told([commitment.basis]).get(commitment.basis)
    if told is None or told.payee.body in (None, body.pk):
        return ""
    return told.payee.name


def on_own_page(commitments: Iterable[Commitment]) -> dict[int, Reference]:
    """Of these commitments, by id, those that the page of their own case pays, with that page.

    An order made beside it would leave the case waiting for money that is gone.
    """
    rows = list(commitments)
    told = bases.described({row.basis for row in rows})
    return {row.pk: told[row.basis] for row in rows if row.basis in told and told[row.basis].url}


def in_words(commitments: Iterable[Commitment]) -> list[tuple[int, str]]:
    """Commitments to choose from, by id: what for, to whom where it is known, how much is open."""
    rows = list(commitments)
    told = telling.told({row.basis for row in rows})
    named = {row.pk: told[row.basis].payee.name for row in rows if row.basis in told}
    return [
        (row.pk, " · ".join(filter(None, (row.words, named.get(row.pk), money.yuan(row.open)))))
        for row in rows
    ]
