"""Telling those who act for the organisation, in the act's own transaction."""

from django.urls import reverse

from portal.accounts import queries as people
from portal.core import days
from portal.notifications import operations as notifications
from portal.organisations.regrading.enums import Verdict
from portal.organisations.regrading.models import Regrading
from portal.permissions import Permission


def tell(row: Regrading, key: str) -> None:
    """Send a message about a decision to everybody who edits for the organisation."""
    if row.case is None:
        raise ValueError("A row without a case has nobody to tell.")
    notifications.notify(
        key=key,
        to=list(people.holders(Permission.ORGANISATION_EDIT, row.organisation_id)),
        params={
            "number": row.case.number,
            "office": row.case.holder.name,
            "verdict": str(Verdict(row.verdict).label),
            "day": days.date_words(row.hear_until) if row.hear_until else "",
        },
        case=row.case.number,
        url=reverse("regrading_mine", args=[row.organisation_id, row.pk]),
        office=row.case.holder_id,
        unique=f"{row.case.number}:{key}",
    )
