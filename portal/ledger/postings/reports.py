"""Statements: what an account held before a period, what was added and taken, what it holds after.

Opening + postings = closing, on every row. Amounts in fen; a period is days, both included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from portal.core import clock
from portal.ledger.postings.enums import HELD, Account
from portal.ledger.postings.models import Leg

SHOWN = (Account.FREE, Account.COMMITTED, Account.PAID)


@dataclass(frozen=True, slots=True)
class Row:
    """One account, or all three ("" : what the line may spend), over a period."""

    account: str
    opening: int
    added: int
    taken: int

    @property
    def closing(self) -> int:
        """What stands there at the end."""
        return self.opening + self.added - self.taken


def statement(lines: Iterable[int], first: date, last: date) -> list[Row]:
    """The three accounts of lines (their ids) over a period, and the whole; one query."""
    return rows_of(Leg.objects.filter(line__in=list(lines)), first, last)


def of_year(budget_id: int, first: date, last: date) -> list[Row]:
    """The same of every line of a budget; money of others, which is only recorded, stays out."""
    return rows_of(Leg.objects.filter(line__budget=budget_id, line__recorded=False), first, last)


def rows_of(legs: QuerySet[Leg], first: date, last: date) -> list[Row]:
    """A statement of these legs. What moves between two of the accounts shows in both of them,
    and not in the whole.
    """
    start, end = begin_of(first), begin_of(last + timedelta(days=1))
    before, within = Q(posting__at__lt=start), Q(posting__at__gte=start, posting__at__lt=end)
    held = legs.filter(account__in=HELD).order_by()
    mirror = legs.exclude(account__in=HELD).order_by()
    found = {
        row["account"]: Row(row["account"], row["opening"], row["added"], -row["taken"])
        for row in held.values("account").annotate(
            opening=Coalesce(Sum("fen", filter=before), 0),
            added=Coalesce(Sum("fen", filter=within & Q(fen__gt=0)), 0),
            taken=Coalesce(Sum("fen", filter=within & Q(fen__lt=0)), 0),
        )
    }
    whole = mirror.aggregate(
        opening=Coalesce(Sum("fen", filter=before), 0),
        added=Coalesce(Sum("fen", filter=within & Q(fen__lt=0)), 0),
        taken=Coalesce(Sum("fen", filter=within & Q(fen__gt=0)), 0),
    )
    total = Row("", -whole["opening"], -whole["added"], whole["taken"])
    return [*(found.get(account, Row(account, 0, 0, 0)) for account in SHOWN), total]


def begin_of(day: date) -> datetime:
    """The first moment of a day here."""
    return datetime.combine(day, time.min, clock.SHANGHAI)
