"""Telling people of a group what has happened, in the act's own transaction."""

from django.urls import reverse

from incubator.groups import queries
from incubator.groups.models import CommunityGroup
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, days
from portal.notifications import operations as notifications
from portal.permissions import Permission

SOON = "group_confirm_soon"


def tell(row: CommunityGroup, action: str) -> None:
    """Send the message that the table names for a step, if it names one."""
    step = next(step for step in row.workflow.steps if step.action == action)
    if step.notice:
        _notify(row, step.notice)


def remind() -> int:
    """Tell groups once more before their time to confirm ends; returns how many people."""
    return sum(_notify(row, SOON) for row in queries.to_remind(clock.today()))


def _notify(row: CommunityGroup, key: str) -> int:
    case = row.case
    if case is None:
        return 0
    told = notifications.notify(
        key=key,
        to=_people(row),
        params={
            "number": row.number or case.number,
            "name": row.name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "office": case.holder.name,
        },
        case=case.number,
        url=reverse(row.workflow.applicant_url_name, args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )
    return len(told)


def _people(row: CommunityGroup) -> list[User]:
    """Who handed the group in, and who acts for it now; nobody when it came on paper."""
    case, found = row.case, []
    if case is not None and case.applicant_user is not None:
        found.append(case.applicant_user)
    if row.body_id is not None:
        found += list(people.holders(Permission.ORGANISATION_EDIT, row.body_id))
    return list(dict.fromkeys(found))
