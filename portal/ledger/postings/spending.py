"""Where the money went: paid amounts by source, line, body or year, for public pages.

Counted from the postings, money of others that was only recorded included; what came back is
taken off. Amounts in fen.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from portal.ledger.postings.enums import Account
from portal.ledger.postings.models import Leg

BY = {
    "source": ("line__source",),
    "line": ("line__code", "line__name"),
    "body": ("line__budget__body", "line__budget__body__name"),
    "division": ("line__budget__body__division", "line__budget__body__division__name"),
    "year": ("line__budget__year",),
}


@dataclass(frozen=True, slots=True)
class Spent:
    """What was paid under one key; ``name`` is empty where the key speaks for itself."""

    key: str
    name: str
    fen: int


def paid(
    *, years: Collection[int] = (), bodies: Collection[int] = (), sources: Collection[str] = ()
) -> QuerySet[Leg]:
    """The legs of everything paid, of some years, bodies (ids) and sources; all when empty."""
    found = Leg.objects.filter(account=Account.PAID).order_by()
    if years:
        found = found.filter(line__budget__year__in=years)
    if bodies:
        found = found.filter(line__budget__body__in=bodies)
    return found.filter(line__source__in=sources) if sources else found


def totals(legs: QuerySet[Leg], by: str) -> list[Spent]:
    """Sums of paid legs, the largest first; ``by`` is source, line, body, division or year."""
    fields = BY[by]
    rows = legs.values_list(*fields).annotate(sum=Sum("fen")).order_by("-sum", *fields)
    return [Spent(str(row[0]), str(row[1]) if len(fields) > 1 else "", row[-1]) for row in rows]


def total(legs: QuerySet[Leg]) -> int:
    """The sum of paid legs."""
    found: int | None = legs.aggregate(sum=Sum("fen"))["sum"]
    return found or 0
