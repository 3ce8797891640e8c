"""The conditions of the steps of a booking: facts in, reasons out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What the steps of a booking ask. ``marking_until`` is the last moment to mark a no-show."""

    own_case: bool
    now: datetime
    starts_at: datetime
    ends_at: datetime
    marking_until: datetime


def not_own_case(facts: Facts) -> Iterator[Reason]:
    """Nobody of the base answers for their own organisation."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("This is the booking of an organisation you belong to."),
            _("Let a colleague answer it."),
        )


def not_begun(facts: Facts) -> Iterator[Reason]:
    """A booking can be answered and cancelled until it begins."""
    if facts.now >= facts.starts_at:
        yield Reason(
            "begun",
            _("The time booked began at %(moment)s."),
            _("Tell the base by telephone if you could not come."),
            params={"moment": days.moment_words(facts.starts_at)},
        )


def not_over(facts: Facts) -> Iterator[Reason]:
    """What is over cannot be taken away any more."""
    if facts.now >= facts.ends_at:
        yield Reason("over", _("The time booked is over."), _("Nothing needs to be done."))


def begun(facts: Facts) -> Iterator[Reason]:
    """Only once the time has begun can nobody have come."""
    if facts.now < facts.starts_at:
        yield Reason(
            "not_begun",
            _("The time booked begins at %(moment)s."),
            _("Mark it after that, if nobody comes."),
            params={"moment": days.moment_words(facts.starts_at)},
        )


def in_time_to_mark(facts: Facts) -> Iterator[Reason]:
    """A no-show is marked within the days of the rule, while people remember."""
    if facts.now > facts.marking_until:
        yield Reason(
            "too_late_to_mark",
            _("A no-show could be marked until %(moment)s."),
            _("The booking counts as used."),
            params={"moment": days.moment_words(facts.marking_until)},
        )
