"""Papers of the end of a residence: certificate, proofs, minutes, receipts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from incubator.exits import documents, queries
from incubator.exits.models import Declared, Hearing, MoneyEntry
from incubator.residence import queries as residences
from incubator.residence.models import Residence
from portal.accounts.queries import signed_in
from portal.files import responses

if TYPE_CHECKING:
    from portal.files.models import StoredFile

    Finder = Callable[[Residence, int], StoredFile | None]


@never_cache
def exit_paper(request: HttpRequest, pk: int, kind: str, key: int) -> HttpResponseBase:
    """A file of a residence, for whoever sees the residence."""
    row = residences.visible_to(signed_in(request)).filter(pk=pk).first()
    stored = FINDERS[kind](row, key) if row is not None and kind in FINDERS else None
    if stored is None:
        raise Http404
    return responses.respond(stored, request, inline=True)


@never_cache
def diploma_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The certificate as the portal made it, for whoever sees the residence."""
    row = residences.visible_to(signed_in(request)).filter(pk=pk).first()
    found = queries.diploma_of(row) if row is not None else None
    if found is None:
        raise Http404
    made = documents.make(found).made
    if made is None:
        raise Http404
    return responses.respond(made, request, inline=True)


def _declared(row: Residence, key: int) -> StoredFile | None:
    found = Declared.objects.filter(residence=row, pk=key).select_related("paper").first()
    return found.paper if found else None


def _minutes(row: Residence, key: int) -> StoredFile | None:
    found = Hearing.objects.filter(residence=row, pk=key).select_related("minutes_file").first()
    return found.minutes_file if found else None


def _receipt(row: Residence, key: int) -> StoredFile | None:
    found = MoneyEntry.objects.filter(residence=row, pk=key).select_related("receipt").first()
    return found.receipt if found else None


FINDERS: dict[str, Finder] = {
    "declared": _declared,
    "minutes": _minutes,
    "receipt": _receipt,
}
