"""Telling people what the table's own notices do not tell, in the act's own transaction."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import days
from portal.notifications import operations as notifications
from portal.permissions import Permission


def tell(key: str, residence: Residence, *, unique: str, **params: Any) -> None:
    """Tell the people of the organisation; ``unique`` so that nobody is told twice."""
    to = people.holders(Permission.ORGANISATION_EDIT, residence.body_id)
    _send(key, residence, to, "exit_home", unique, params)


def tell_office(
    key: str, residence: Residence, permission: Permission, *, unique: str, **params: Any
) -> None:
    """Tell those who hold a permission in the base's office, and in the base itself."""
    office = list(people.holders(permission, residence.base.office_id))
    base = list(people.holders(permission, residence.base.body_id))
    _send(key, residence, [*office, *base], "exit_case", unique, params)


def _send(
    key: str,
    residence: Residence,
    to: Iterable[User],
    page: str,
    unique: str,
    params: dict[str, Any],
) -> None:
    case = residence.case
    notifications.notify(
        key=key,
        to=list(to),
        params={
            "number": case.number if case else "",
            "name": residence.body.name,
            "ends": days.date_words(residence.ends_on),
            "office": residence.base.office.name,
            **params,
        },
        case=case.number if case else "",
        url=reverse(page, args=[residence.pk]),
        office=residence.base.office_id,
        unique=f"exit:{key}:{unique}"[:120],
    )
