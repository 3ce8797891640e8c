"""Follows the record: a grade that was cancelled, lowered or restored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from incubator.clawbacks import opening
from incubator.clawbacks.opening import Fall
from portal.audit import consumers

if TYPE_CHECKING:
    from portal.audit.models import Event

FALLEN = ("organisations.grade_cancelled", "organisations.grade_lowered")
RESTORED = "organisations.grade_restored"


def follow(events: Sequence[Event]) -> None:
    """Open what follows from a grade that fell; drop what a restored grade leaves undecided."""
    for event in events:
        fall = Fall.of(int(event.subject.rpartition(":")[2]), json.loads(event.data))
        if event.action in FALLEN:
            opening.follow(fall)
        else:
            opening.restored(fall.about)


consumers.register("clawbacks.grades", follow, actions=(*FALLEN, RESTORED))
