"""Telling officials about changes of a budget, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.ledger.changes.models import Change
from portal.notifications import operations as notifications
from portal.permissions import Permission


def proposed(row: Change) -> None:
    """Tell those who may approve a proposal, but not who made it."""
    holders = people.holders(Permission.BUDGET_APPROVE, row.budget.body_id)
    _tell(row, "budget_proposed", holders.exclude(pk=row.proposed_by_id))


def decided(row: Change, action: str) -> None:
    """Tell who proposed a change what became of it."""
    step = next(step for step in row.workflow.steps if step.action == action)
    _tell(row, step.notice, [row.proposed_by])


def _tell(row: Change, key: str, to: Iterable[User]) -> None:
    case = row.case
    if case is None:
        raise ValueError("A change without a case has nobody to tell.")
    notifications.notify(
        key=key,
        to=list(to),
        params={
            "number": case.number,
            "name": str(row.get_kind_display()),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=reverse("budget_change", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}"[:120],
    )
