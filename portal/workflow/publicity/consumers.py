"""When the working calendar changes, provisional ends of publicities are counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from portal.audit import consumers
from portal.audit import operations as audit
from portal.core import clock
from portal.workflow.publicity import pages
from portal.workflow.publicity.models import Publicity
from portal.workflow.recount import CHANGES

if TYPE_CHECKING:
    from portal.audit.models import Event


def recount(_events: Sequence[Event] = ()) -> int:
    """Count the provisional ends that have not come yet; returns how many changed."""
    running = Publicity.objects.filter(provisional=True, closed_at=None, ends_at__gte=clock.now())
    return sum(_recount(pk) for pk in running.values_list("pk", flat=True))


def register() -> None:
    """Follow the history from now on."""
    consumers.register("workflow.publicity_ends", _follow, actions=CHANGES)


def _follow(events: Sequence[Event]) -> None:
    recount(events)


def _recount(pk: int) -> bool:
    with transaction.atomic():
        page = Publicity.objects.select_for_update().get(pk=pk)
        ends_at, provisional = pages.ends(page.rule, page.opened_at)
        if (ends_at, provisional) == (page.ends_at, page.provisional):
            return False
        audit.record(
            "publicity.end_recounted",
            by=None,
            subject=f"workflow.publicity:{pk}",
            data={"from": page.ends_at.isoformat(), "to": ends_at.isoformat()},
        )
        page.ends_at, page.provisional = ends_at, provisional
        page.save(update_fields=["ends_at", "provisional"])
    return True
