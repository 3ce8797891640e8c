"""The queue for the budget: which line pays, who comes first, whom the free money reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from incubator.grants.enums import ClaimState
from incubator.grants.models import Claim
from incubator.grants.queries import WITH
from incubator.incentives import queries as schemes
from portal.core import clock
from portal.ledger.budgets import queries as budgets

if TYPE_CHECKING:
    from portal.ledger.budgets.models import Line


def line_of(claim: Claim, year: int) -> Line | None:
    """The line that pays a claim in a year: by the terms in force then, else by its own."""
    newest = schemes.version_on(claim.scheme_id, clock.today())
    return schemes.line_for(newest or claim.version, year) or schemes.line_for(claim.version, year)


def queue(scheme_id: int) -> QuerySet[Claim]:
    """The claims of a scheme that wait for the budget, the earliest confirmed first."""
    found = Claim.objects.filter(scheme=scheme_id, status=ClaimState.QUEUED)
    return found.select_related(*WITH).order_by("confirmed_on", "pk")


def place(claim: Claim) -> int:
    """The place of a queued claim, from 1."""
    before = Q(confirmed_on__lt=claim.confirmed_on) | Q(
        confirmed_on=claim.confirmed_on, pk__lt=claim.pk
    )
    return queue(claim.scheme_id).filter(before).count() + 1


def shown_place(claim: Claim) -> int:
    """The place of a claim in the queue; 0 when it does not queue."""
    return place(claim) if claim.status == ClaimState.QUEUED else 0


def queued_before(claim: Claim) -> bool:
    """Whether somebody confirmed earlier waits for the same scheme's money."""
    return place(claim) > 1


def ready_to_commit(_moment: datetime) -> Iterable[Claim]:
    """The queued claims that the free money of their lines reaches, in their order."""
    found: list[Claim] = []
    waiting = Claim.objects.filter(status=ClaimState.QUEUED).order_by()
    year = clock.today().year
    for scheme_id in waiting.values_list("scheme", flat=True).distinct():
        left: int | None = None
        for claim in queue(scheme_id):
            line = line_of(claim, year)
            if left is None:
                left = budgets.figures(line).free if line else 0
            if claim.amount > left and not (claim.version.part_payment and left > 0):
                break
            found.append(claim)
            left -= min(left, claim.amount)
    return found


def to_tell_of_the_new_year() -> QuerySet[Claim]:
    """The queued claims that were told of an earlier year's line only."""
    found = Claim.objects.filter(status=ClaimState.QUEUED, short_year__lt=clock.today().year)
    return found.select_related(*WITH)
