"""What must be true of each step of a round: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a round when somebody acts on it.

    ``lacking`` are the reasons why its draft is not whole. ``same_person``: who acts is who put
    it before a second person. ``waiting`` counts the applications that are not decided.
    ``closes_on`` is the last day that stands, ``asked_for`` the one wanted instead.
    """

    lacking: tuple[Reason, ...] = ()
    same_person: bool = False
    waiting: int = 0
    today: date | None = None
    closes_on: date | None = None
    asked_for: date | None = None


def is_whole(facts: Facts) -> Iterator[Reason]:
    """Nothing goes before a second person, or to the public, that lacks something."""
    yield from facts.lacking


def another_person(facts: Facts) -> Iterator[Reason]:
    """Two people stand behind a notice, never one."""
    if facts.same_person:
        yield Reason(
            "same_person",
            _("You wrote this round or put it forward; a second person must publish it."),
            _("Ask a colleague, the section head, or the office above."),
        )


def nobody_waits(facts: Facts) -> Iterator[Reason]:
    """Whoever has applied gets a decision first."""
    if facts.waiting:
        yield Reason(
            "applications_open",
            _("%(count)s applications to this round are not decided yet."),
            _("Decide them first, each with its reasons; then call the round off."),
            params={"count": facts.waiting},
        )


def later_than_before(facts: Facts) -> Iterator[Reason]:
    """Time that was promised is never taken back, and a day that is over opens nothing."""
    if facts.closes_on is None or facts.asked_for is None or facts.today is None:
        return
    if facts.asked_for <= facts.closes_on or facts.asked_for < facts.today:
        yield Reason(
            "not_longer",
            _("The new last day must lie after %(day)s, and not in the past."),
            _("Choose a later day; a published time is never made shorter."),
            params={"day": days.date_words(facts.closes_on)},
        )
