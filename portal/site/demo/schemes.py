"""The indicators by which the demo city rates: two sets published, the third still a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.bodies import queries as bodies
from ratings.schemes import operations
from ratings.schemes.enums import RatedKind
from ratings.schemes.examples import examples

if TYPE_CHECKING:
    from portal.accounts.models import User


def build(people: dict[str, User], office: int) -> None:
    """The examples that ship, prepared by the rating clerk and published by the section head."""
    bureau = bodies.body(office)
    for found in examples():
        version = operations.begin(
            office=bureau,
            kind=found.kind,
            sub_kind="",
            name=found.name,
            by=people["rating_clerk"],
            sheet=found.sheet,
        )
        if found.kind != RatedKind.FOUNDATION:
            operations.publish(version=version, by=people["section_head"])
