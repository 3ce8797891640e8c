"""Taking a step of a rating with what was found missing, and telling whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission
from ratings.applications import stepping
from ratings.applications.models import Application
from ratings.assessments.models import Assessment


def locked(row: Application) -> Application:
    """The rating, locked until the transaction ends, with what every act reads."""
    found = Application.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("case__holder", "organisation__body", "sheet__version").get(
        pk=row.pk
    )


def assessment(row: Application) -> Assessment:
    """The assessment of a locked rating, made when there is none."""
    return Assessment.objects.get_or_create(application=row)[0]


def tell(row: Application, key: str, *, to: Iterable[User] | None = None, url: str = "") -> None:
    """Send a message to the people of the organisation, or to others (``to``, with their page)."""
    case = row.case
    if case is None:
        return
    found = Assessment.objects.filter(application=row).first()
    receivers = people.holders(Permission.ORGANISATION_EDIT, row.organisation_id)
    notifications.notify(
        key=key,
        to=list(receivers) if to is None else list(to),
        params={
            "number": case.number,
            "name": row.organisation.body.name,
            "day": days.date_words(case.due_on) if case.due_on else "",
            "visit": days.moment_words(found.visit_at) if found and found.visit_at else "",
            "place": found.visit_place if found else "",
        },
        case=case.number,
        url=url or reverse("my_assessment", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )


def offices(row: Application) -> int:
    """The office that holds the case; ValueError for a row without one."""
    if row.case is None:
        raise ValueError("A rating without a case has no office.")
    return row.case.holder_id


take = partial(stepping.take, tell=tell)
