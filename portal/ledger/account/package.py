"""The account as a 360Giving package: every grant to an organisation, none to a person.

A grant is a commitment that stands: what is promised of it and what was paid, in all years
together, in yuan. Its id is the prefix with the commitment's number and never changes. An
organisation is named by its credit code (CN-USCI-…), without one by the portal's own number.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from portal.bodies import queries as bodies
from portal.core import clock
from portal.ledger.account import naming, queries
from portal.ledger.account.enums import By
from portal.ledger.account.naming import Named
from portal.ledger.account.queries import Entry

VERSION = "1.4"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
VOCABULARY = "GB/T 2260"
CHINESE = "zh-hans"
TITLE_MOST = 140

Json = Mapping[str, Any]


def written() -> Iterator[str]:
    """The package as text: everything is read at once, and written grant by grant."""
    with translation.override(CHINESE):
        head = json.dumps(_head(clock.now()), ensure_ascii=False)
        found = _read()
    return _parts(head, found)


def grants() -> list[Json]:
    """The grants, the newest first; payments to persons, to several payees and to nobody named yet
    are left out.
    """
    with translation.override(CHINESE):
        return [grant(*one) for one in _read()]


def _parts(head: str, found: Iterable[tuple[list[Entry], Json, Named]]) -> Iterator[str]:
    between = ""
    yield f'{head[:-1]}, "grants": ['
    for one in found:
        with translation.override(CHINESE):
            part = json.dumps(grant(*one), ensure_ascii=False)
        yield f"{between}\n{part}"
        between = ","
    yield "\n]}\n"


def _read() -> list[tuple[list[Entry], Json, Named]]:
    """What stands of each grant, a row for each year, and who gives it."""
    entries = [one for one in queries.all_entries() if _is_grant(one)]
    named = naming.names(entries)
    funders = {
        body.pk: organisation(body.pk, body.name, body.credit_code or "")
        for body in bodies.of_ids({one.office for one in entries})
    }
    groups = [list(years) for _pk, years in groupby(entries, lambda one: one.pk)]
    return [
        (years, funders[years[0].office], named)
        for years in groups
        if sum(one.amount for one in years) > 0
    ]


def _is_grant(entry: Entry) -> bool:
    """Whether it goes to one organisation that is known."""
    return not entry.told.persons and bool(entry.payee.body or entry.payee.code)


def grant(years: Iterable[Entry], funder: Json, named: Named) -> Json:
    """One grant: what stands of a commitment in all its years."""
    rows = list(years)
    entry, payee = rows[0], rows[0].payee
    title = f"{entry.title} · {payee.name}"
    place = named(By.PLACE, entry.place)
    location = {
        "name": place, "countryCode": "CN", "geoCode": entry.place, "geoCodeType": VOCABULARY,
    }  # fmt: skip
    field = {
        "vocabulary": f"{settings.GRANTS_PREFIX}:field",
        "code": entry.told.field,
        "title": named(By.FIELD, entry.told.field),
    }
    source = {
        "vocabulary": f"{settings.GRANTS_PREFIX}:source",
        "code": entry.source,
        "title": named(By.SOURCE, entry.source),
    }
    return {
        "id": f"{settings.GRANTS_PREFIX}-{entry.pk}",
        "title": title[:TITLE_MOST],
        "description": str(entry.told.ground or entry.title),
        "currency": "CNY",
        "amountAwarded": yuan(sum(one.amount for one in rows)),
        "amountDisbursed": yuan(sum(one.paid for one in rows)),
        "awardDate": entry.on.isoformat(),
        "url": f"{settings.SITE_URL}{reverse('public_account_entry', args=[entry.pk])}",
        "recipientOrganization": [
            {**organisation(payee.body, payee.name, payee.code), "location": [location]}
        ],
        "fundingOrganization": [funder],
        "beneficiaryLocation": [location],
        "grantProgramme": [
            {"code": entry.told.scheme or "line", "title": str(entry.told.title or entry.title)}
        ],
        "classifications": [field, source],
    }


def organisation(body: int | None, name: str, code: str) -> Json:
    """An organisation by its credit code, or by the portal's own number."""
    own = f"{settings.GRANTS_PREFIX}-org-{body or 0}"
    return {"id": f"CN-USCI-{code}" if code else own, "name": name}


def yuan(fen: int) -> int | float:
    """Fen in yuan as a number of JSON: whole where it is whole, else exact to the fen."""
    return fen // 100 if fen % 100 == 0 else fen / 100


def _head(moment: datetime) -> dict[str, Any]:
    day = clock.day(moment).isoformat()
    address = f"{settings.SITE_URL}{reverse('public_account_grants')}"
    return {
        "version": VERSION,
        "title": f"{gettext('Public account of money for social organisations')} {day}",
        "description": gettext("Awards, subsidies and projects; payments to persons are left out."),
        "issued": day,
        "modified": moment.isoformat(timespec="seconds"),
        "identifier": settings.GRANTS_PREFIX,
        "publisher": {
            "identifier": settings.GRANTS_PREFIX,
            "name": gettext("Wushe, portal of social organisations"),
            "website": settings.SITE_URL,
        },
        "downloadURL": address,
        "accessURL": f"{settings.SITE_URL}{reverse('public_account')}",
        "license": LICENCE,
    }
