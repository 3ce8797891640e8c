"""What a reader of the account chose, read from an address; whatever is unknown is ignored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from portal.core import clock
from portal.ledger.account import telling
from portal.ledger.account.enums import By
from portal.ledger.account.queries import Entry
from portal.ledger.budgets.enums import Source

PERSONS, UNKNOWN = "persons", "unknown"
WHAT = ("paid", "promised")
KEY_MOST = 20
TEXT_MOST = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """A year, and what of it: keys of ``By`` ("" is all), ``what`` is paid, promised or both
    (""), ``text`` a part of the recipient's name.
    """

    year: int
    source: str = ""
    field: str = ""
    place: str = ""
    payee: str = ""
    office: str = ""
    what: str = ""
    text: str = ""

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        names = (*By.values, "what", "text")
        chosen = {name: getattr(self, name) for name in names if getattr(self, name)}
        return urlencode({"year": self.year, **chosen})

    @property
    def narrowed(self) -> bool:
        """Whether anything but the year was chosen."""
        return self != Filters(self.year)

    def with_(self, **changes: str) -> "Filters":
        """The same with other choices."""
        known: dict[str, Any] = dict(changes)
        return replace(self, **known)


def read(request: HttpRequest, years: Iterable[int]) -> Filters:
    """The choices of an address; an unknown year is the newest one with money, or this one."""
    given = request.GET
    known = list(years)
    year = next((one for one in known if str(one) == given.get("year")), None)
    what = given.get("what", "")
    return Filters(
        year=year or (known[0] if known else clock.today().year),
        source=_among(given.get("source", ""), Source.values),
        field=_among(given.get("field", ""), {*telling.fields(), telling.OTHER}),
        place=_key(given.get("place", "")),
        payee=_among(given.get("payee", ""), {PERSONS, UNKNOWN}) or _key(given.get("payee", "")),
        office=_key(given.get("office", "")),
        what=_among(what, WHAT),
        text=given.get("text", "").replace("\x00", "").strip()[:TEXT_MOST],
    )


def key_of(entry: Entry, by: str) -> str:
    """Under which key an entry is added up."""
    return KEYS[by](entry)


def kept(entries: Iterable[Entry], filters: Filters) -> list[Entry]:
    """The entries that fit."""
    wanted = {by: getattr(filters, by) for by in By.values if getattr(filters, by)}
    return [
        entry
        for entry in entries
        if all(key_of(entry, by) == key for by, key in wanted.items())
        and (not filters.what or getattr(entry, filters.what))
        and (not filters.text or _named(entry, filters.text))
    ]


def _named(entry: Entry, text: str) -> bool:
    return not entry.told.persons and text.casefold() in entry.payee.name.casefold()


def _among(given: str, known: Iterable[str]) -> str:
    return given if given in set(known) else ""


def _key(given: str) -> str:
    return given if given.isascii() and given.isdecimal() and len(given) <= KEY_MOST else ""


def _payee(entry: Entry) -> str:
    """Persons stand together: nobody adds up what one of them got."""
    if entry.told.persons:
        return PERSONS
    return str(entry.payee.body) if entry.payee.body else UNKNOWN


KEYS: Mapping[str, Callable[[Entry], str]] = {
    By.SOURCE: lambda entry: entry.source,
    By.FIELD: lambda entry: entry.told.field,
    By.PLACE: lambda entry: entry.place,
    By.PAYEE: _payee,
    By.OFFICE: lambda entry: str(entry.office),
}
