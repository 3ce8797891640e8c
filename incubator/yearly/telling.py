"""Telling the people of a base, in the act's own transaction."""

from django.urls import reverse

from incubator.yearly.enums import Grade
from incubator.yearly.models import Evaluation
from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(row: Evaluation, action: str) -> None:
    """Tell the people of the base what the table names for a step."""
    notice = next(step for step in row.workflow.steps if step.action == action).notice
    if notice:
        send(row, notice)


def send(row: Evaluation, key: str) -> None:
    """Send a message to the people of the base."""
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.BASE_DASHBOARD, row.base.body_id)),
        params={
            "number": case.number,
            "base": row.base.body.name,
            "year": str(row.year),
            "day": days.date_words(case.due_on) if case.due_on else "",
            "grade": str(Grade(row.grade).label) if row.grade else "",
        },
        case=case.number,
        url=reverse("my_evaluation", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
