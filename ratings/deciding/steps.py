"""Taking a step of a decision with what was found missing, and telling the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.core.reasons import Refused, not_permitted
from portal.notifications import operations as notifications
from portal.permissions import Permission
from ratings.applications import stepping
from ratings.applications.models import Application
from ratings.deciding import refusals
from ratings.deciding.models import CommitteeMember, Decision, Sitting


def locked(row: Application) -> Application:
    """The rating, locked until the transaction ends, with what every act reads."""
    found = Application.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related(
        "case__holder", "organisation__body", "sheet__version", "round", "assessment"
    ).get(pk=row.pk)


def still(rows: Iterable[Application], state: str) -> list[Application]:
    """Of these ratings, each locked, those that are in a state now: another act may be faster."""
    return [row for row in map(locked, rows) if row.status == state]


def decision(row: Application) -> Decision:
    """What was found about a rating, read anew. Raises Refused before the opinion was given."""
    found = Decision.objects.filter(application=row).select_related("motion").first()
    if found is None:
        raise Refused(refusals.no_opinion())
    return found


def sitting(pk: int) -> Sitting:
    """A sitting, locked until the transaction ends: attendance and votes wait for each other."""
    found = Sitting.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("office").get(pk=pk)


def ensure(by: User, office: int, permission: Permission = Permission.RATING_CHECK) -> None:
    """Raise Refused("not_permitted") unless the person works on the ratings of the office."""
    if not people.may(by, permission, body=office):
        raise Refused(not_permitted())


def tell(row: Application, key: str) -> None:
    """Send a message to those who may act for the organisation."""
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
        },
        case=case.number,
        url=reverse("my_decision", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{case.state_since.isoformat()}"[:120],
    )


def tell_members(row: Sitting, members: Iterable[CommitteeMember]) -> None:
    """Tell the members who have an account of a sitting."""
    to = [one.user for one in members if one.user is not None]
    notifications.notify(
        key="rating_sitting",
        to=to,
        params={
            "office": row.office.name,
            "day": days.date_words(row.held_on),
            "place": row.place,
        },
        url=reverse("my_sittings"),
        office=row.office_id,
        unique=f"rating_sitting:{row.pk}",
    )


take = partial(stepping.take, tell=tell)
