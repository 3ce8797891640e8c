"""What several readers' screens share: of what the sum is made, instalments, what came back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from incubator.clawbacks import shares
from incubator.clawbacks.models import Clawback
from incubator.grants import queries as grants
from incubator.grants.models import Claim
from incubator.incentives.enums import entry_words
from portal.core.reasons import Text


@dataclass(frozen=True, slots=True)
class Asked:
    """A paid claim of which money is asked back: fen, and what of it came back.

    ``undone``: the bank returned the transfer, so the organisation does not have this money.
    """

    claim: Claim
    words: Text
    fen: int
    came: int
    undone: str


def shown(row: Clawback) -> dict[str, Any]:
    """The claims, the instalments as days and fen, and the repayments in their order."""
    return {
        "asked": asked(row),
        "plan": [(date.fromisoformat(day), fen) for day, fen in row.plan],
        "repayments": list(row.repayments.select_related("entered_by", "confirmed_by")),
    }


def asked(row: Clawback) -> list[Asked]:
    """What is asked back, claim by claim."""
    found = Claim.objects.select_related(*grants.WITH).in_bulk([key for key, _fen in row.claims])
    came = shares.came_back(row.claims, row.returned)
    return [_asked(found[key], fen, came[key]) for key, fen in row.claims]


def _asked(claim: Claim, fen: int, came: int) -> Asked:
    order = grants.undone_transfer(claim)
    words = entry_words(claim.scheme.measure, claim.entry)
    return Asked(claim, words, fen, came, order.number if order else "")
