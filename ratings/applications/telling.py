"""Telling the organisation's people what has happened, in the act's own transaction."""

from django.urls import reverse

from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission
from ratings.applications.models import Application


def tell(row: Application, action: str) -> None:
    """Send the message that the table names for a step, if it names one."""
    notice = next(step for step in row.workflow.steps if step.action == action).notice
    if notice:
        send(row, notice)


def send(row: Application, key: str) -> None:
    """Send a message about a rating to those who may act for the organisation."""
    case = row.case
    if case is None:
        return
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_EDIT, row.organisation_id)),
        params={
            "number": case.number,
            "name": row.organisation.body.name,
            "round": row.round.title,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "office": case.holder.name,
        },
        case=case.number,
        url=reverse("my_rating", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
