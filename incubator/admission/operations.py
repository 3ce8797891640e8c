"""Taking a step of an application: the one way, with its facts, its letter and its notice."""

from dataclasses import replace
from typing import Any

from django.db import transaction

from incubator.admission import letters, queries, telling
from incubator.admission.letters import Said
from incubator.admission.models import Application
from portal.accounts.models import User
from portal.workflow import engine

NOTHING = Said()


@transaction.atomic
def take(
    application: Application,
    action: str,
    *,
    by: User | None,
    note: str = "",
    said: Said = NOTHING,
    known: dict[str, Any] | None = None,
    data: dict[str, Any] | None = None,
) -> Application:
    """Take one step with the facts read anew; issue its letter and tell the applicant.

    ``known`` are facts of the act itself, such as the number of points of a return. Returns the
    row as it now stands, locked until the transaction ends. Raises Refused with every reason.
    """
    row = engine.advance(
        application,
        action,
        by=by,
        facts=lambda locked: replace(queries.facts(locked, by), **(known or {})),
        note=note,
        data=data,
    )
    if action in letters.KINDS:
        letters.issue(row, action, said, by=by)
    telling.tell(row, action)
    return row
