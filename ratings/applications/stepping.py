"""Taking a step of a rating with what was found missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core.reasons import Reason
from portal.permissions import Permission
from portal.workflow import engine
from ratings.applications.acts import Act
from ratings.applications.models import Application

Found = Callable[[Application], Iterable[Reason]]
Tell = Callable[[Application, str], None]


def take(
    row: Application,
    action: str,
    *,
    by: User | None,
    tell: Tell,
    lacking: Found | None = None,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> Application:
    """Take a step; ``lacking`` finds the reasons against it once the row is locked.

    Raises Refused with every reason. ``tell`` sends the organisation what the table names.
    """
    done = engine.advance(
        row,
        action,
        by=by,
        facts=lambda found: Act(
            own_case=by is not None
            and people.may(by, Permission.ORGANISATION_VIEW, body=found.organisation_id),
            lacking=tuple(lacking(found)) if lacking else (),
        ),
        note=note,
        data=data,
    )
    notice = next(step.notice for step in done.workflow.steps if step.action == action)
    if notice:
        tell(done, notice)
    return done
