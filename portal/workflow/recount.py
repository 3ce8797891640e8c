"""When the working calendar changes, the limits of open cases are counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from portal.audit import consumers
from portal.audit import operations as audit
from portal.core import clock
from portal.workflow import engine
from portal.workflow.models import Case

if TYPE_CHECKING:
    from portal.audit.models import Event

CHANGES = ("law.days_set", "law.year_confirmed", "law.year_reopened")


def recount(_events: Sequence[Event] = ()) -> int:
    """Count every limit that has not run out yet; returns how many changed. Civil Code 201, 203.

    A last day that has passed stays as it was: nobody is late, or in time again, by surprise.
    """
    running = Case.objects.filter(closed_at=None, due_on__gte=clock.today()).exclude(due_rule="")
    return sum(_recount(pk) for pk in running.values_list("pk", flat=True).iterator(500))


def register() -> None:
    """Follow the history from now on."""
    consumers.register("workflow.limits", _follow, actions=CHANGES)


def _follow(events: Sequence[Event]) -> None:
    recount(events)


def _recount(pk: int) -> bool:
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=pk)
        if case.due_on is None or case.due_since is None:
            return False
        fields = engine.limit(case.due_rule, case.due_since, case.opened_at, days=case.due_days)
        if (fields["due_on"], fields["due_provisional"]) == (case.due_on, case.due_provisional):
            return False
        audit.record(
            "case.limit_recounted",
            by=None,
            subject=f"workflow.case:{pk}",
            data={
                "number": case.number,
                "from": case.due_on.isoformat(),
                "to": fields["due_on"].isoformat(),
                "provisional": fields["due_provisional"],
            },
        )
        case.due_on, case.due_provisional = fields["due_on"], fields["due_provisional"]
        case.save(update_fields=["due_on", "due_provisional"])
    return True
