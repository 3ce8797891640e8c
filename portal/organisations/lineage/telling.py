"""Telling those who act for either organisation, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from portal.accounts import queries as people
from portal.notifications import operations as notifications
from portal.organisations.lineage.models import LineageLink
from portal.permissions import Permission


def tell(link: LineageLink, key: str, *, only: Iterable[int] = (), mark: str = "") -> None:
    """Send a message to everybody who edits for the two organisations, or for ``only`` these.

    A second call with the same ``mark`` (by default the link's state) tells nobody twice.
    """
    if link.case is None:
        raise ValueError("A link without a case has nobody to tell.")
    params = {
        "number": link.case.number,
        "parent": link.parent.body.name,
        "child": link.child.body.name,
        "office": link.case.holder.name,
    }
    for organisation in only or (link.parent_id, link.child_id):
        notifications.notify(
            key=key,
            to=list(people.holders(Permission.ORGANISATION_EDIT, organisation)),
            params=params,
            case=link.case.number,
            url=reverse("lineage_mine", args=[organisation]),
            office=link.case.holder_id,
            unique=f"{link.case.number}:{key}:{mark or link.status}:{organisation}"[:120],
        )
