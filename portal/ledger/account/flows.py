"""Adding up the account: by source, field, place, payee and office, and what flows between them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from portal.ledger.account.enums import By
from portal.ledger.account.filters import key_of
from portal.ledger.account.queries import Entry

COLUMNS = (By.SOURCE, By.FIELD, By.PLACE, By.PAYEE)
MOST_PAYEES = 10
REST = "rest"


@dataclass(frozen=True, slots=True)
class Total:
    """What was paid and promised under one key, in fen, and in how many entries."""

    key: str
    paid: int
    promised: int
    count: int

    @property
    def amount(self) -> int:
        """Both together."""
        return self.paid + self.promised


@dataclass(frozen=True, slots=True)
class Stream:
    """What goes from a key of one column to a key of the next, in fen."""

    source: tuple[str, str]
    target: tuple[str, str]
    fen: int


def whole(entries: Iterable[Entry]) -> Total:
    """The sums of all entries."""
    found = list(entries)
    paid, promised = sum(one.paid for one in found), sum(one.promised for one in found)
    return Total("", paid, promised, len(found))


def totals(entries: Iterable[Entry], by: str) -> list[Total]:
    """The sums under each key, the largest first."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[key_of(entry, by)].append(entry)
    found = [
        Total(key, total.paid, total.promised, total.count)
        for key, group in groups.items()
        for total in [whole(group)]
    ]
    return sorted(found, key=lambda total: (-total.amount, total.key))


def columns(entries: Sequence[Entry], what: str) -> list[list[Total]]:
    """The stocks of the picture of what was ``paid`` or ``promised``, column by column.

    Of the payees only the largest stand for themselves, the others as one.
    """
    seen = [entry for entry in entries if getattr(entry, what) > 0]
    found = []
    for by in COLUMNS:
        stocks = totals(seen, by)
        stocks.sort(key=lambda total: (-getattr(total, what), total.key))
        found.append(_shortened(stocks) if by == By.PAYEE else stocks)
    return found


def streams(
    entries: Sequence[Entry], what: str, payees: Sequence[Total] | None = None
) -> list[Stream]:
    """What flows between neighbouring columns; into and out of each stock in between flows the
    same, and each gap carries the whole. ``payees`` is the last column where it is known.
    """
    named = {total.key for total in payees or columns(entries, what)[-1]}
    sums: dict[tuple[tuple[str, str], tuple[str, str]], int] = defaultdict(int)
    for entry in entries:
        fen = getattr(entry, what)
        if fen <= 0:
            continue
        stops = [(str(by), _stop(entry, by, named)) for by in COLUMNS]
        for source, target in pairwise(stops):
            sums[source, target] += fen
    return [Stream(source, target, fen) for (source, target), fen in sums.items()]


def _stop(entry: Entry, by: str, named: Collection[str]) -> str:
    key = key_of(entry, by)
    return key if by != By.PAYEE or key in named else REST


def _shortened(stocks: list[Total]) -> list[Total]:
    kept, others = stocks[:MOST_PAYEES], stocks[MOST_PAYEES:]
    if not others:
        return kept
    paid, promised = sum(one.paid for one in others), sum(one.promised for one in others)
    return [*kept, Total(REST, paid, promised, sum(one.count for one in others))]
