"""Telling the organisation what has happened to its residence, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(residence: Residence, action: str) -> None:
    """Send the message that the table names for a step, if it names one."""
    flow, case = residence.workflow, residence.case
    step = next(step for step in flow.steps if step.action == action)
    if case is None or not step.notice:
        return
    say(
        residence,
        step.notice,
        unique=f"{case.number}:{step.notice}:{case.state_since.isoformat()}",
    )


def say(
    residence: Residence,
    key: str,
    *,
    unique: str,
    to: Iterable[User] | None = None,
    url: str = "",
    **params: str,
) -> None:
    """Send a message about a residence: to the organisation's people unless others are named.

    Messages may use number, name, day (the case's last day), ends, office, and ``params``.
    """
    case = residence.case
    if case is None:
        return
    own = people.holders(Permission.ORGANISATION_EDIT, residence.body_id)
    notifications.notify(
        key=key,
        to=list(own if to is None else to),
        params={
            "number": case.number,
            "name": residence.body.name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "ends": days.date_words(residence.ends_on),
            "office": case.holder.name,
            **params,
        },
        case=case.number,
        url=url or reverse(residence.workflow.applicant_url_name, args=[residence.pk]),
        office=case.holder_id,
        unique=unique[:120],
    )
