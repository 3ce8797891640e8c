"""The account as pages and files show it: tables whose figures open lists, and the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core import charts, money
from portal.core.reasons import Text
from portal.ledger.account import flows
from portal.ledger.account.enums import By
from portal.ledger.account.filters import WHAT, Filters
from portal.ledger.account.flows import REST, Total
from portal.ledger.account.naming import Named, payee_words
from portal.ledger.account.queries import Entry

MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Sum:
    """A row of a table: name, figures in fen, and the lists behind them."""

    name: str
    total: Total
    url: str
    paid_url: str
    promised_url: str


@dataclass(frozen=True, slots=True)
class Table:
    """The sums by one kind of key; ``more`` is how many rows stand only in the file."""

    title: Text
    rows: list[Sum]
    more: int


def list_url(filters: Filters) -> str:
    """The list of what was chosen."""
    return f"{reverse('public_account_list')}?{filters.query}"


def tables(entries: Sequence[Entry], filters: Filters, named: Named) -> list[Table]:
    """A table for each kind of key, the largest sums first."""
    return [_table(By(by), entries, filters, named) for by in By.values]


def _table(by: By, entries: Sequence[Entry], filters: Filters, named: Named) -> Table:
    found = flows.totals(entries, by)
    rows = [
        _sum(named(by, one.key), one, filters.with_(**{str(by): one.key}))
        for one in found[:MOST_ROWS]
    ]
    return Table(by.label, rows, len(found) - len(rows))


def _sum(name: str, total: Total, filters: Filters) -> Sum:
    paid, promised = (list_url(filters.with_(what=what)) for what in WHAT)
    return Sum(name, total, list_url(filters), paid, promised)


def picture(entries: Sequence[Entry], what: str, named: Named) -> tuple[charts.Sankey, str]:
    """Source, field, place and payees of what was paid or promised, and the same in a sentence
    for whoever hears the page.
    """
    found = dict(zip(flows.COLUMNS, flows.columns(entries, what), strict=True))
    columns = [
        [
            charts.Stock(f"{by}:{one.key}", named(by, one.key), _wan(getattr(one, what)))
            for one in column
        ]
        for by, column in found.items()
    ]
    streams = [
        charts.Flow(":".join(one.source), ":".join(one.target), one.fen, money.yuan(one.fen))
        for one in flows.streams(entries, what, found[By.PAYEE])
    ]
    return charts.sankey(columns, streams), _summary(found, what, named)


def _summary(found: Mapping[By, Sequence[Total]], what: str, named: Named) -> str:
    parts = []
    for by, column in found.items():
        first = [one for one in column if one.key != REST][:3]
        words = ", ".join(f"{named(by, one.key)} {_wan(getattr(one, what))}" for one in first)
        parts.append(f"{by.label}: {words}")
    return "; ".join(parts)


def _wan(fen: int) -> str:
    return _("%(amount)s × 10,000 yuan") % {"amount": money.wan(fen)}


def heads() -> list[Text]:
    """The heads of the file."""
    return [
        _("Number"), pgettext("public account", "Day"), _("Year"), By.SOURCE.label, By.FIELD.label,
        pgettext("public account", "Scheme or line"), By.PLACE.label, By.PAYEE.label,
        _("Unified social credit code"), By.OFFICE.label, pgettext("public account", "Paid"),
        pgettext("public account", "Promised, not yet paid"),
    ]  # fmt: skip


def cells(entry: Entry, named: Named) -> list[object]:
    """An entry as a line of the file."""
    return [
        entry.pk, entry.on.isoformat(), entry.year, named(By.SOURCE, entry.source),
        named(By.FIELD, entry.told.field), entry.title, named(By.PLACE, entry.place),
        payee_words(entry), entry.payee.code, entry.office_name, money.yuan(entry.paid),
        money.yuan(entry.promised),
    ]  # fmt: skip


def counted_cells(counted: Total, year: int) -> list[object]:
    """The line of persons who are no longer listed."""
    words = _("persons no longer listed one by one (%(count)s payments)") % {"count": counted.count}
    amounts = (money.yuan(counted.paid), money.yuan(counted.promised))
    return ["", "", year, "", "", "", "", words, "", "", *amounts]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a year in fen and the list it adds up."""

    label: Text
    fen: int
    url: str


def figures(entries: Sequence[Entry], filters: Filters) -> list[Figure]:
    """What was paid and what is promised in a year."""
    whole = flows.whole(entries)
    paid, promised = (
        pgettext("public account", "Paid"),
        pgettext("public account", "Promised, not yet paid"),
    )
    return [
        Figure(paid, whole.paid, list_url(filters.with_(what="paid"))),
        Figure(promised, whole.promised, list_url(filters.with_(what="promised"))),
    ]
