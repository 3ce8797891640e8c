"""Telling the applicant's people what has happened, in the act's own transaction."""

from django.urls import NoReverseMatch, reverse

from incubator.admission.models import Application
from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(application: Application, action: str) -> None:
    """Send the message that the table names for a step, if it names one."""
    flow, case = application.workflow, application.case
    step = next(step for step in flow.steps if step.action == action)
    if case is None or not step.notice:
        return
    notifications.notify(
        key=step.notice,
        to=list(people.holders(Permission.ORGANISATION_EDIT, application.body_id)),
        params={
            "number": case.number,
            "name": application.body.name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "office": case.holder.name,
        },
        case=case.number,
        url=_address(application),
        office=case.holder_id,
        unique=f"{case.number}:{step.notice}:{case.state_since.isoformat()}"[:120],
    )


def _address(application: Application) -> str:
    try:
        return reverse(application.workflow.applicant_url_name, args=[application.pk])
    except NoReverseMatch:
        return ""
