"""Subsidies in the demo city: last month's list of the owner's social workers, to be checked."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from incubator.incentives.enums import Rhythm
from incubator.subsidies import operations, queries
from portal.accounts import queries as accounts
from portal.bodies import queries as bodies
from portal.core import clock, workdays
from portal.core.reasons import Refused
from portal.organisations.register import queries as register
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.accounts.models import User


def build(people: dict[str, User]) -> None:
    """Confirm the list of last month; where something stands against it, there is none."""
    owner = people["owner"]
    body = bodies.body(min(accounts.bodies_where(owner, Permission.ORGANISATION_MONEY)))
    organisation = register.of_body(body)
    month = workdays.months_later(clock.today().replace(day=1), -1)
    if organisation is None:
        return
    for version in queries.schemes_for(organisation, month):
        if version.rhythm == Rhythm.MONTHLY:
            with suppress(Refused):
                operations.confirm(
                    organisation=organisation, scheme_id=version.scheme_id, month=month, by=owner
                )
