"""Reading the account from the journal: one query for the money, one for each subject that tells.

Every figure is a sum of legs: what was paid, less what came back, and what is promised and not yet
paid, each in the year of the line on which it stands. Amounts in fen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from portal.core import clock
from portal.core.reasons import Text
from portal.ledger.account import conditions, telling
from portal.ledger.account.enums import Shown
from portal.ledger.account.telling import Payee, Told
from portal.ledger.budgets.models import Line
from portal.ledger.postings.enums import Account
from portal.ledger.postings.models import Leg, Posting

BANNER = 6
KEYS = (
    "commitment", "commitment__basis", "commitment__made_at", "line__source", "line__name",
    "line__budget__year", "line__budget__body", "line__budget__body__name",
    "line__budget__body__division",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What was promised and paid for one purpose in a year; ``told`` and its payee are already as
    public as the day allows: no name for persons who are only counted.
    """

    pk: int
    basis: str
    on: date
    source: str
    year: int
    office: int
    office_name: str
    paid: int
    promised: int
    title: Text
    shown: Shown
    told: Told

    @property
    def payee(self) -> Payee:
        """Who gets the money, as everybody may know it."""
        return self.told.payee

    @property
    def place(self) -> str:
        """The code of the banner, district or city where the money went."""
        return self.payee.division[:BANNER]

    @property
    def amount(self) -> int:
        """Paid and promised."""
        return self.paid + self.promised


def years() -> list[int]:
    """The years in which anything was promised or paid, the newest first."""
    used = Line.objects.filter(Q(paid__gt=0) | Q(committed__gt=0)).order_by()
    found = used.values_list("budget__year", flat=True).distinct()
    return sorted(found, reverse=True)


def entries(year: int, source: str = "") -> list[Entry]:
    """The account of a year, the newest first."""
    legs = Leg.objects.filter(line__budget__year=year)
    return list(_entries(legs.filter(line__source=source) if source else legs))


def entries_of(commitment: int) -> list[Entry]:
    """What stands in the account of one commitment, a row for each year; empty when there is
    nothing public.
    """
    return [
        entry
        for entry in _entries(Leg.objects.filter(commitment=commitment))
        if entry.shown != Shown.COUNTED
    ]


def all_entries() -> list[Entry]:
    """The whole account, of every year."""
    return list(_entries(Leg.objects.all()))


def others(year: int) -> QuerySet[Leg]:
    """The spending of money of others that was written down in a year (rules.md I.17), the newest
    first: legs with ``fen``, their line and posting; a reversal takes its sum off again.
    """
    found = Leg.objects.filter(
        account=Account.PAID, commitment=None, line__budget__year=year
    ).select_related("posting", "line__budget__body")
    return found.order_by("-posting__at", "-id")


def others_by_source(year: int) -> list[tuple[str, int]]:
    """The sums of that spending by source, the largest first."""
    rows = others(year).select_related(None).order_by().values_list("line__source")
    return [(source, fen) for source, fen in rows.annotate(sum=Sum("fen")).order_by("-sum") if fen]


def postings(commitment: int) -> QuerySet[Any]:
    """The postings of a commitment, oldest first, with what each adds to ``promised`` and
    ``paid``.
    """
    mine = Q(legs__commitment=commitment)
    found = Posting.objects.filter(
        pk__in=Leg.objects.filter(commitment=commitment).values("posting")
    )
    return found.annotate(
        promised=_sum("legs__fen", mine & Q(legs__account=Account.COMMITTED)),
        paid=_sum("legs__fen", mine & Q(legs__account=Account.PAID)),
    ).order_by("at", "id")


def _entries(legs: QuerySet[Leg]) -> Iterator[Entry]:
    rows = list(_sums(legs))
    told = telling.told({row["commitment__basis"] for row in rows})
    unknown = {row["commitment"] for row in rows if row["commitment__basis"] not in told}
    payees = telling.payees(unknown) if unknown else {}
    today = clock.today()
    for row in rows:
        known = told.get(row["commitment__basis"])
        fallback = payees.get(row["commitment"], Payee())
        yield _entry(row, known or Told(payee=fallback), today)


def _sums(legs: QuerySet[Leg]) -> QuerySet[Any]:
    found = legs.exclude(commitment=None).filter(account__in=[Account.PAID, Account.COMMITTED])
    sums: QuerySet[Any] = (
        found.order_by()
        .values(*KEYS)
        .annotate(
            paid=_sum("fen", Q(account=Account.PAID)),
            promised=_sum("fen", Q(account=Account.COMMITTED)),
        )
        .exclude(paid=0, promised=0)
        .order_by("-commitment", "-line__budget__year")
    )
    return sums


def _entry(row: dict[str, Any], told: Told, today: date) -> Entry:
    how = conditions.shown(told.persons, told.shown_until, today)
    return Entry(
        pk=row["commitment"],
        basis=row["commitment__basis"],
        on=told.decided_on or clock.day(row["commitment__made_at"]),
        source=row["line__source"],
        year=row["line__budget__year"],
        office=row["line__budget__body"],
        office_name=row["line__budget__body__name"],
        paid=row["paid"],
        promised=row["promised"],
        title=told.title or row["line__name"],
        shown=how,
        told=replace(told, payee=_public(told, how, row["line__budget__body__division"])),
    )


def _public(told: Told, how: Shown, place: str) -> Payee:
    """The payee as everybody may know it; where nobody says, the money went where the office is."""
    found = replace(
        told.payee,
        name=conditions.public_name(told.payee.name, how),
        division=told.payee.division or place,
    )
    return found if how == Shown.WHOLE else replace(found, body=None, code="")


def _sum(name: str, which: Q) -> Any:
    return Coalesce(Sum(name, filter=which), 0)
