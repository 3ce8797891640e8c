"""Live figures of programmes: places, days, and what the desk of applications counts.

Applications stand beside programmes, so their subject registers a counter here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from portal.core import clock
from portal.core.reasons import Text

if TYPE_CHECKING:
    from incubator.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class Counts:
    """Applications of one programme: handed in by channel, and results by their words.

    ``results`` holds only what is public.
    """

    channels: Mapping[Text, int] = field(default_factory=dict)
    results: Mapping[Text, int] = field(default_factory=dict)


Counter = Callable[[Collection[int]], Mapping[int, Counts]]
_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """Let a subject count applications: programme ids → counts; from ``ready()``, the last wins."""
    _counters[:] = [counter]


def counted(ids: Collection[int]) -> Mapping[int, Counts]:
    """The counts of these programmes; empty ones where nobody counts."""
    found = _counters[0](ids) if _counters and ids else {}
    return {pk: found.get(pk, Counts()) for pk in ids}


@dataclass(frozen=True, slots=True)
class Figures:
    """What a programme looks like at this moment; ``days_left`` in whole days, 0 is the last."""

    places: int
    places_left: int
    handed_in: int
    channels: Mapping[Text, int]
    results: Mapping[Text, int]
    days_left: int | None


def of(programme: "Programme", counts: Counts, moment: datetime) -> Figures:
    """The figures of a programme with its counts."""
    end = programme.closes_at
    left = (clock.day(end) - clock.day(moment)).days if end else None
    return Figures(
        places=programme.places,
        places_left=programme.places - programme.taken,
        handed_in=sum(counts.channels.values()),
        channels=counts.channels,
        results=counts.results,
        days_left=left if end and end > moment else None,
    )
