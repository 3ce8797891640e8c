"""What must be true of an objection: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """What is known when somebody objects; ``moment`` is read once, under the lock."""

    moment: datetime
    opened_at: datetime
    ends_at: datetime
    settled: bool = False
    office: str = ""


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """What is known when an official answers an objection."""

    own_decision: bool = False
    own_objection: bool = False
    settled: bool = False


def in_time(facts: FilingFacts) -> Iterator[Reason]:
    """An objection counts until the very last moment of the publicity, and not after it."""
    if not facts.opened_at <= facts.moment <= facts.ends_at:
        yield Reason(
            "publicity_over",
            _("The publicity ended on %(day)s at 24:00, so an objection is no longer possible."),
            _(
                "You can still write or go to %(office)s with what you know, or call 12345. Copy "
                "your text first: it stands in the form below."
            ),
            params={"day": days.date_words(facts.ends_at), "office": facts.office},
        )


def still_listed(facts: FilingFacts) -> Iterator[Reason]:
    """A name that was corrected or taken off is not objected to on the old page."""
    if facts.settled:
        yield Reason(
            "entry_replaced",
            _("This entry has been corrected or taken off the list in the meantime."),
            _("Open the list again to see what stands now."),
        )


def not_own_decision(facts: AnswerFacts) -> Iterator[Reason]:
    """Whoever decided what was made public does not judge the objection to it."""
    if facts.own_decision:
        yield Reason(
            "own_decision",
            _("You took part in the decision that this objection is about."),
            _("Another official of your office, or the section head, answers it."),
        )


def not_own_objection(facts: AnswerFacts) -> Iterator[Reason]:
    """Nobody answers an objection of their own."""
    if facts.own_objection:
        yield Reason(
            "own_case",
            _("This objection is your own, so you may not answer it."),
            _("Another official of your office answers it."),
        )


def not_settled(facts: AnswerFacts) -> Iterator[Reason]:
    """What has been settled already is not corrected or taken off a second time."""
    if facts.settled:
        yield Reason(
            "entry_settled",
            _("The entry has been settled already."),
            _("Answer with words; a mistake is mended in the case itself."),
        )


FILE = (in_time, still_listed)
