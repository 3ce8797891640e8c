"""The keys of the account in words: sources, fields, places, payees, offices; one query at most."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, pgettext

from portal.bodies import queries as bodies
from portal.core.reasons import Text
from portal.ledger.account import telling
from portal.ledger.account.enums import By, Shown
from portal.ledger.account.filters import PERSONS, UNKNOWN
from portal.ledger.account.flows import REST
from portal.ledger.account.queries import Entry
from portal.ledger.budgets.enums import Source

Named = Callable[[str, str], str]


def names(entries: Iterable[Entry]) -> Named:
    """A function that names a key of a column ("source", "lottery") for a reader."""
    found = list(entries)
    places = bodies.names_of({entry.place for entry in found})
    known: Mapping[str, Mapping[str, Text]] = {
        By.SOURCE: dict(Source.choices),
        By.FIELD: {**telling.fields(), telling.OTHER: pgettext("public account", "Other purposes")},
        By.PLACE: places,
        By.PAYEE: {**{str(one.payee.body): one.payee.name for one in found}, **_nobody()},
        By.OFFICE: {str(one.office): one.office_name for one in found},
    }
    return lambda by, key: str(known[by].get(key, key))


def payee_words(entry: Entry) -> str:
    """A recipient in a row: the name, 张**, or how many persons."""
    if entry.payee.name:
        return entry.payee.name
    if entry.told.persons > 1:
        return gettext("%(number)s persons") % {"number": entry.told.persons}
    if entry.told.persons:
        return gettext("one person")
    return pgettext("public account", "not named yet")


def is_listed(entry: Entry) -> bool:
    """Whether an entry stands in lists by itself."""
    return entry.shown != Shown.COUNTED


def _nobody() -> dict[str, Any]:
    return {
        PERSONS: pgettext("public account", "Persons"),
        UNKNOWN: pgettext("public account", "Several, or not named yet"),
        REST: pgettext("public account", "All others"),
    }
