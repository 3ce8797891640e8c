"""Parts of the pages of the account: rows, filters, facts, tabs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core import days, money
from portal.core.ui import Fact, Link, Tab
from portal.ledger.account import flows, queries, telling
from portal.ledger.account.enums import By
from portal.ledger.account.filters import Filters
from portal.ledger.account.naming import Named, payee_words
from portal.ledger.account.queries import Entry
from portal.ledger.budgets.enums import Source


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in a list, in words."""

    entry: Entry
    payee: str
    url: str
    source: str
    field: str
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the filter: its name, label and options (value, words)."""

    name: str
    label: Any
    chosen: str
    options: list[tuple[str, str]]


def row(entry: Entry, named: Named) -> Row:
    """An entry as a row."""
    return Row(
        entry,
        payee_words(entry),
        reverse("public_account_entry", args=[entry.pk]),
        named(By.SOURCE, entry.source),
        named(By.FIELD, entry.told.field),
        named(By.PLACE, entry.place),
    )


def choices(entries: Sequence[Entry], chosen: Filters, named: Named) -> list[Choice]:
    """The filters with the values that occur in the year, and the chosen one."""
    found = []
    for by in (By.SOURCE, By.FIELD, By.PLACE, By.OFFICE):
        given = getattr(chosen, by)
        keys = {total.key for total in flows.totals(entries, by)} | ({given} if given else set())
        options = sorted((key, named(by, key)) for key in keys)
        found.append(Choice(str(by), by.label, given, options))
    return found


def facts(entries: Sequence[Entry]) -> list[Fact]:
    """What an entry says about itself; amounts of all years together."""
    entry, whole = entries[0], flows.whole(entries)
    told = entry.told
    fields = telling.fields()
    found = [
        Fact(By.PAYEE.label, payee_words(entry), url=_organisation(told.payee.body)),
        Fact(_("Unified social credit code"), told.payee.code or _("none")),
        Fact(pgettext("public account", "Scheme or line"), entry.title, url=told.url),
        Fact(By.FIELD.label, fields.get(told.field, pgettext("public account", "Other purposes"))),
        Fact(_("Legal basis"), told.ground),
        Fact(By.SOURCE.label, Source(entry.source).label),
        Fact(By.OFFICE.label, entry.office_name),
        Fact(pgettext("public account", "Day"), days.date_words(entry.on)),
        Fact(pgettext("public account", "Paid"), f"{money.yuan(whole.paid)} {_('yuan')}"),
        Fact(
            pgettext("public account", "Promised, not yet paid"),
            f"{money.yuan(whole.promised)} {_('yuan')}",
        ),
    ]
    if told.persons and told.shown_until:
        found.append(
            Fact(pgettext("public account", "Listed until"), days.date_words(told.shown_until))
        )
    return [fact for fact in found if fact.value]


def papers(entry: Entry) -> list[Link]:
    """The public pages about an entry; none for persons, whose publicity takes itself down."""
    return [] if entry.told.persons else telling.papers(entry.basis)


def what_tabs(here: str, year: int, what: str) -> list[Tab]:
    """The two pictures: what was paid, what is promised."""
    start = f"{here}?year={year}"
    return [
        Tab(pgettext("public account", "Paid"), start, None, what == "paid"),
        Tab(
            pgettext("public account", "Promised, not yet paid"),
            f"{start}&what=promised", None, what == "promised",
        ),
    ]  # fmt: skip


def year_tabs(years: Iterable[int], year: int, rest: str = "") -> list[Tab]:
    """The years as tabs of the list."""
    here = reverse("public_account_list")
    return [Tab(str(one), f"{here}?year={one}{rest}", None, one == year) for one in years]


def others_by_source(year: int) -> list[tuple[str, int]]:
    """Money of others by source, in words."""
    return [(str(Source(key).label), fen) for key, fen in queries.others_by_source(year)]


def _organisation(body: int | None) -> str:
    """The page of an organisation, which stands on a floor above."""
    try:
        return reverse("organisation", args=[body]) if body else ""
    except NoReverseMatch:
        return ""
