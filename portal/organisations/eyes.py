"""Who looks second: a colleague of the registry, or else the upper bureau (rules.md I.18)."""

from typing import TYPE_CHECKING

from portal.accounts import queries as people
from portal.core import clock
from portal.law.queries import rule
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body

LEVELS = "record.substitute_levels"


def substitutes(registry: "Body", first: int) -> tuple[int, ...]:
    """The upper bureaus that may step in; none while a colleague of the first official is there.

    ``first`` is the id of the official who recorded. How far up it goes is a row.
    """
    own = people.holders(Permission.RECORD_CONFIRM, registry.pk)
    if own.exclude(pk=first).exists():
        return ()
    found: list[int] = []
    body = registry.parent
    for _level in range(int(rule(LEVELS, on=clock.today()).value)):
        if body is None:
            break
        found.append(body.pk)
        body = body.parent
    return tuple(found)
