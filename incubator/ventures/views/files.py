"""The scans of a project: contract and receipts, for whoever sees the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from incubator.ventures import queries
from portal import files
from portal.accounts.queries import signed_in

if TYPE_CHECKING:
    from portal.files.models import StoredFile


@never_cache
def venture_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """``own`` and ``both`` are the contract, ``receipt-1`` the receipt of an instalment."""
    user = signed_in(request)
    row = queries.visible_to(user).filter(pk=pk).first() or queries.own(user).filter(pk=pk).first()
    stored: StoredFile | None = None
    if row is not None and name in ("own", "both"):
        stored = row.own_scan if name == "own" else row.both_scan
    elif row is not None:
        part = next((p for p in row.instalments.all() if name == f"receipt-{p.number}"), None)
        stored = part.receipt_file if part else None
    if stored is None:
        raise Http404
    return files.respond(stored, request, inline=True)
