"""Conditions of following an organisation up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class FollowFacts:
    """What is known when a follow-up is answered or given up."""

    today: date
    due_on: date
    done: bool
    tries: int = 0
    least_tries: int = 0


def is_open(facts: FollowFacts) -> Iterator[Reason]:
    """An answer counts once."""
    if facts.done:
        yield Reason(
            "already_answered",
            _("This follow-up has already been answered."),
            _("Thank you; the next one comes by itself."),
        )


def is_due(facts: FollowFacts) -> Iterator[Reason]:
    """Nobody is asked before the day."""
    if facts.today < facts.due_on:
        yield Reason(
            "follow_up_not_due",
            _("This follow-up opens on %(day)s."),
            _("Come back on that day."),
            params={"day": days.date_words(facts.due_on)},
        )


def tried_enough(facts: FollowFacts) -> Iterator[Reason]:
    """Who could not be reached was called often enough."""
    if facts.tries < facts.least_tries:
        yield Reason(
            "too_few_tries",
            _("%(tries)s of %(least)s calls were tried."),
            _("Try again on another day and write it down."),
            params={"tries": facts.tries, "least": facts.least_tries},
        )


ANSWER = (is_open, is_due)
GIVE_UP = (is_open, is_due, tried_enough)
