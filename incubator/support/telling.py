"""Telling an organisation what has become of its request, in the act's own transaction."""

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.support import queries
from incubator.support.models import SupportRequest
from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(row: SupportRequest, action: str, *, returned: bool = False) -> None:
    """Send the message that the table names for a step, if it names one."""
    flow, case = row.workflow, row.case
    step = next(step for step in flow.steps if step.action == action)
    if case is None or not step.notice:
        return
    until = days.moment_words(queries.cancel_until(row.begins_at)) if row.begins_at else ""
    notifications.notify(
        key=step.notice,
        to=list(people.holders(Permission.ORGANISATION_EDIT, row.body_id)),
        params={
            "number": case.number,
            "item": row.item.title,
            "when": days.moment_words(row.begins_at) if row.begins_at else "",
            "until": until,
            "person": row.person,
            "place": row.place or row.item.office.name,
            "answer": row.answer,
            "returned": _returned(row, returned),
        },
        case=case.number,
        url=reverse(flow.applicant_url_name, args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{step.notice}:{case.state_since.isoformat()}"[:120],
    )


def _returned(row: SupportRequest, returned: bool) -> str:
    if not row.about:
        return ""
    if returned:
        return _("Your allowance is back.")
    return _("It was too late for the allowance to come back.")
