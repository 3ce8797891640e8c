"""Telling the parties of a case what has happened, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.workflow.models import CaseModel


def tell(row: CaseModel, key: str, *, to: Iterable[User], name: str, url_name: str = "") -> None:
    """Tell people about a case: its number, the body's name, the last day, the office."""
    case = row.case
    if case is None:
        raise ValueError("A row without a case has nobody to tell.")
    notifications.notify(
        key=key,
        to=to,
        params={
            "number": case.number,
            "name": name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "office": case.holder.name,
        },
        case=case.number,
        url=reverse(url_name, args=[row.pk]) if url_name else "",
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )


def tell_step(row: CaseModel, action: str, *, to: Iterable[User], name: str) -> None:
    """Send the message that the workflow's table names for a step, if it names one."""
    step = next(step for step in row.workflow.steps if step.action == action)
    if step.notice:
        tell(row, step.notice, to=to, name=name, url_name=row.workflow.applicant_url_name)
