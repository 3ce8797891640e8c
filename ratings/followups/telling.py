"""Telling those who act for the organisation, in the act's own transaction."""

from django.urls import reverse

from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission
from ratings.followups.enums import Kind
from ratings.followups.models import FollowUp


def tell(row: FollowUp, key: str, about: str = "") -> None:
    """Send a message about a case to everybody who edits for the organisation, once."""
    case = row.case
    if case is None:
        raise ValueError("A follow-up without a case has nobody to tell.")
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_EDIT, row.organisation_id)),
        params={
            "number": case.number,
            "office": case.holder.name,
            "kind": about or str(Kind(row.kind).label),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=reverse("my_followup", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{about}"[:120],
    )
