"""What must be true of the first day of a residence, and when it ends: pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class BeginFacts:
    """The day chosen, today, and the last day that may be chosen."""

    begins_on: date
    today: date
    latest: date


def not_in_the_past(facts: BeginFacts) -> Iterator[Reason]:
    """A residence does not begin before both have signed."""
    if facts.begins_on < facts.today:
        yield Reason(
            "begins_too_early",
            _("The residence cannot begin before today, when the agreement is signed by both."),
            _("Choose today or a later day."),
        )


def soon_enough(facts: BeginFacts) -> Iterator[Reason]:
    """A place is not kept empty for long."""
    if facts.begins_on > facts.latest:
        yield Reason(
            "begins_too_late",
            _("The residence may begin on %(latest)s at the latest."),
            _("Choose an earlier day."),
            params={"latest": days.date_words(facts.latest)},
        )


BEGIN = (not_in_the_past, soon_enough)
