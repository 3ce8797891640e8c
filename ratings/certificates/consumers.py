"""Follows ratings: when the experts have signed, the marks of the groups are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from portal.audit import consumers
from ratings.certificates import comparing

if TYPE_CHECKING:
    from portal.audit.models import Event

SCORED = "rating.conclude"


def follow(events: Sequence[Event]) -> None:
    """Keep the marks of each rating that was scored."""
    for event in events:
        comparing.keep(event.case)


consumers.register("ratings.comparison", follow, actions=(SCORED,))
