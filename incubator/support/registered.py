"""How the ledger and the pages of a residence tell of support."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse

from incubator.allowances import uses
from incubator.allowances.uses import Use
from incubator.bases import queries as bases
from incubator.residence import parts, regrading
from incubator.residence.models import Residence
from incubator.support.models import SupportRequest
from incubator.support.operations import ABOUT
from portal.accounts.models import User


def _describe(keys: Collection[int]) -> Mapping[int, Use]:
    rows = SupportRequest.objects.filter(pk__in=keys).select_related("item")
    return {
        row.pk: Use(row.item.shown_title, reverse("support_request", args=[row.pk])) for row in rows
    }


def _context(residence: Residence, user: User) -> Mapping[str, Any]:
    decides = bases.may(user, regrading.DECIDE, residence.base)
    return {"deciding": decides and residence.ended_on is None}


uses.register(ABOUT, _describe)
parts.register(
    "support",
    _context,
    "incubator/support/_home.html",
    "incubator/support/_case.html",
    order=40,
)
