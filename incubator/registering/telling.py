"""Telling the team what has happened, in the act's own transaction."""

from django.urls import reverse

from incubator.registering.models import Registration
from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(registration: Registration, action: str, note: str = "") -> None:
    """Send the message that the table names for a step, if it names one."""
    flow, case = registration.workflow, registration.case
    step = next(step for step in flow.steps if step.action == action)
    if case is None or not step.notice:
        return
    notifications.notify(
        key=step.notice,
        to=list(people.holders(Permission.ORGANISATION_EDIT, registration.body_id)),
        params={
            "number": case.number,
            "name": registration.name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "office": registration.base.body.name,
            "words": note.strip()[:200],
        },
        case=case.number,
        url=reverse(flow.applicant_url_name, args=[registration.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{step.notice}:{case.state_since.isoformat()}"[:120],
    )
