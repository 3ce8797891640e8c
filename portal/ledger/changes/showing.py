"""Budgets as pages and files show them: pictures, statements, lines of tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from portal.core import charts, clock, money
from portal.core.reasons import Text
from portal.ledger.budgets.enums import Source
from portal.ledger.budgets.models import Line
from portal.ledger.postings import bases, reports
from portal.ledger.postings.enums import Account, Kind

HEADS = (
    pgettext_lazy("budget", "paid"),
    pgettext_lazy("budget", "promised"),
    pgettext_lazy("budget", "budget"),
)
WHOLE = gettext_lazy("Budget")


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a statement, both included; ``chosen`` when a reader asked for others."""

    first: date
    last: date
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Entered:
    """A posting as a row: when, what, about what, and what it adds to each account, in fen."""

    pk: int
    at: datetime
    kind: Text
    words: Text
    basis: str
    url: str
    free: int
    committed: int
    paid: int
    who: str


def period(request: HttpRequest, year: int) -> Period:
    """The days that a reader asked for (?from=…&until=…), or the year up to today."""
    first, last = _day(request, "from"), _day(request, "until")
    start, today = date(year, 1, 1), clock.today()
    found = Period(first or start, last or max(today, start), bool(first or last))
    return found if found.first <= found.last else Period(found.last, found.first, chosen=True)


def by_source(rows: Iterable[dict[str, Any]]) -> list[charts.Bullet]:
    """A bar for each source of money, all on one scale."""
    return charts.bullets(
        [_part(_source(row), row["paid"], row["committed"], row["amount"]) for row in rows]
    )


def by_line(lines: Iterable[Line]) -> list[charts.Bullet]:
    """A bar for each line, all on one scale."""
    return charts.bullets(
        [
            _part(
                line.name, line.paid, line.committed, line.amount,
                reverse("budget_line", args=[line.pk]),
            )
            for line in lines
        ]
    )  # fmt: skip


def _source(row: dict[str, Any]) -> str:
    label = str(Source(row["source"]).label)
    if not row["recorded"]:
        return label
    return _("%(source)s (recorded only)") % {"source": label}


def _part(label: str, paid: int, committed: int, amount: int, url: str = "") -> charts.Part:
    words = (money.yuan(paid), money.yuan(committed), money.yuan(amount))
    return charts.Part(label, paid, committed, amount, words, url)


def statement(rows: Iterable[reports.Row]) -> list[tuple[Text, reports.Row]]:
    """The rows of a statement with their names."""
    return [(Account(row.account).label if row.account else WHOLE, row) for row in rows]


def entered(postings: Sequence[Any]) -> list[Entered]:
    """Postings of a line in words; what they rest on is asked once for each subject."""
    known = bases.described([one.basis for one in postings])
    return [
        Entered(
            pk=one.pk,
            at=one.at,
            kind=Kind(one.kind).label,
            words=known[one.basis].words if one.basis in known else one.words,
            basis=one.basis,
            url=known[one.basis].url if one.basis in known else "",
            free=one.free,
            committed=one.committed,
            paid=one.paid,
            who=one.by.get_full_name() if one.by else _("the portal"),
        )
        for one in postings
    ]


def posting_cells(row: Entered) -> list[object]:
    """A posting as a line of a file."""
    moment = f"{row.at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}"
    amounts = [money.yuan(fen) for fen in (row.free, row.committed, row.paid)]
    return [moment, row.kind, row.words, row.basis, *amounts, row.who]


def posting_heads() -> list[Text]:
    """The heads of that file."""
    return [
        _("Time"), _("What"), pgettext("posting", "About"), _("Basis"), pgettext("account", "free"),
        pgettext("account", "committed"), pgettext("account", "paid"), _("Who"),
    ]  # fmt: skip


def line_cells(line: Line) -> list[object]:
    """A line of a budget as a line of a file."""
    amounts = (line.amount, line.committed, line.paid, line.free)
    return [line.get_source_display(), line.code, line.name, *map(money.yuan, amounts)]


def line_heads() -> list[Text]:
    """The heads of that file."""
    return [
        _("Source of the money"), _("Code of the line"), _("Name of the line"), _("Budget"),
        pgettext("account", "committed"), pgettext("account", "paid"), pgettext("account", "free"),
    ]  # fmt: skip


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        found = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found if date(2000, 1, 1) <= found <= date(2100, 12, 31) else None
