"""Telling the next person, and the proposer how it ended."""

from collections.abc import Mapping

from django.urls import reverse

from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.workflow.approvals import queries
from portal.workflow.approvals.models import Approval


def turn(row: Approval) -> None:
    """Whoever may speak at the present link learns that it is their turn."""
    to, _substitutes = queries.next_people(row)
    params = {
        "title": row.title,
        "person": row.proposed_by.get_full_name(),
        "day": days.date_words(row.due_on),
    }
    _tell(row, "approval_turn", to, params, str(row.position))


def returned(row: Approval, by: User, words: str) -> None:
    """The proposer learns that it came back, and why."""
    params = {"title": row.title, "person": by.get_full_name(), "words": words}
    _tell(row, "approval_returned", [row.proposed_by], params, "end")


def agreed(row: Approval) -> None:
    """The proposer learns that it was approved and done."""
    _tell(row, "approval_agreed", [row.proposed_by], {"title": row.title}, "end")


def _tell(row: Approval, key: str, to: list[User], params: Mapping[str, str], mark: str) -> None:
    notifications.notify(
        key=key,
        to=to,
        params=params,
        case=row.case.number if row.case else "",
        url=reverse("approval", args=[row.pk]),
        office=row.office_id,
        unique=f"approval:{row.pk}:{mark}",
    )
