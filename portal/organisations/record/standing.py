"""What a grade answers on a day. Pure: days and decisions in, a state out.

The newest grade that has begun decides: an older one does not come back when it is cancelled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from portal.organisations.record.enums import GradeChangeKind, GradeState


@dataclass(frozen=True, slots=True)
class Certificate:
    """A grade as it was announced, with its first and last day."""

    level: int
    announced_on: date
    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Change:
    """A decision about the grade announced on ``announced_on``; ``level`` is what is left."""

    announced_on: date
    decided_on: date
    kind: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What a grade answers: ``level`` as it was announced or lowered to, ``since`` when.

    ``holds``: a gate may rely on it on that day.
    """

    state: GradeState
    level: int
    since: date

    @property
    def holds(self) -> bool:
        """Whether the grade counts: in force, perhaps at a lower level."""
        return self.state in (GradeState.IN_FORCE, GradeState.LOWERED)


def standing(
    certificate: Certificate,
    day: date,
    *,
    changes: Iterable[Change] = (),
    others: Iterable[Certificate] = (),
) -> Standing | None:
    """What a grade answers on a day; None before its announcement.

    A cancelled grade stays cancelled. A decision counts from its own day on, the last one first.
    ``others`` are the organisation's other grades: a newer one replaces this from its first day.
    """
    if day < certificate.announced_on:
        return None
    known = sorted(
        (
            change
            for change in changes
            if change.announced_on == certificate.announced_on and change.decided_on <= day
        ),
        key=lambda change: change.decided_on,
    )
    cancelled = [change for change in known if change.kind == GradeChangeKind.CANCELLED]
    if cancelled:
        return Standing(GradeState.CANCELLED, certificate.level, cancelled[0].decided_on)
    level = known[-1].level if known else certificate.level
    newer = [
        other.valid_from
        for other in others
        if other.announced_on > certificate.announced_on and other.valid_from <= day
    ]
    if day > certificate.valid_to and not (newer and min(newer) <= certificate.valid_to):
        return Standing(GradeState.EXPIRED, level, certificate.valid_to)
    if newer:
        return Standing(GradeState.REPLACED, level, min(newer))
    if day < certificate.valid_from:
        return Standing(GradeState.ANNOUNCED, level, certificate.announced_on)
    if known:
        return Standing(
            GradeState.LOWERED, level, max(known[-1].decided_on, certificate.valid_from)
        )
    return Standing(GradeState.IN_FORCE, level, certificate.valid_from)


def held(
    certificates: Sequence[Certificate], day: date, changes: Sequence[Change] = ()
) -> tuple[Certificate, Standing] | None:
    """The grade that counts on a day, with its standing; None without one."""
    for certificate in sorted(certificates, key=lambda one: one.announced_on, reverse=True):
        found = standing(certificate, day, changes=changes, others=certificates)
        if found is not None and found.holds:
            return certificate, found
    return None
