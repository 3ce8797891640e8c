"""Which events on record may affect a grade. Pure: the record in, occasions out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.organisations.record.queries import Record
from ratings.followups.enums import OccasionKind

SWITCH, MINOR = "followups.verification", "followups.on_minor_penalty"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to an organisation, when; ``key`` names it once and for all."""

    kind: OccasionKind
    key: str
    happened_on: date
    minor: bool = False
    over: bool = False


def on_record(record: Record, today: date) -> Iterator[Event]:
    """The listings and penalties that the record states; one that has ended is ``over``."""
    for listing in record.listings:
        if listing.current:
            over = listing.removed_on is not None and listing.removed_on <= today
            key = f"listing:{listing.list}:{listing.listed_on}"
            yield Event(OccasionKind(listing.list), key, listing.listed_on, over=over)
    for penalty in record.penalties:
        if penalty.current:
            key = f"penalty:{penalty.kind}:{penalty.decided_on}"
            minor = penalty.minor is True
            yield Event(OccasionKind.PENALTY, key, penalty.decided_on, minor=minor)


def lineage(kind: str, happened_on: date, parent: int, child: int) -> Event:
    """A link between two organisations that two officials have confirmed."""
    key = f"lineage:{kind}:{happened_on}:{parent}-{child}"
    return Event(OccasionKind(kind), key, happened_on)


def counts(
    event: Event, *, announced_on: date, today: date, switch: Callable[[str, date], bool]
) -> bool:
    """Whether an event opens a verification of the grade announced on a day.

    It happened after the announcement, it is not over, and the rows of its day say so. ``switch``
    reads such a row.
    """
    if not announced_on <= event.happened_on <= today or event.over:
        return False
    if not switch(SWITCH, event.happened_on):
        return False
    if event.minor:
        return switch(MINOR, event.happened_on)
    return switch(f"followups.on_{event.kind}", event.happened_on)
