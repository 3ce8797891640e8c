"""What must be true of an act on a report: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case as not_own_case
from portal.core import days
from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a report when somebody acts on it; ``missing`` are unanswered questions."""

    own_case: bool = False
    ended_on: date | None = None
    missing: tuple[str, ...] = ()


def residence_runs(facts: Facts) -> Iterator[Reason]:
    """Whoever has left reports no more."""
    if facts.ended_on is not None:
        yield Reason(
            "report_after_end",
            _("The residence ended on %(day)s, so no report is wanted any more."),
            _("Open the page of the residence: what is still to be handed back stands there."),
            params={"day": days.date_words(facts.ended_on)},
        )


def residence_over(facts: Facts) -> Iterator[Reason]:
    """A report is dropped only when the residence has ended."""
    if facts.ended_on is None:
        yield Reason("residence_runs", _("The residence has not ended yet."))


def answered(facts: Facts) -> Iterator[Reason]:
    """Every compulsory question has an answer."""
    for question in facts.missing:
        yield Reason(
            "not_answered",
            _("No answer yet: %(question)s"),
            _("Write a sentence or a number; 0 is an answer too."),
            params={"question": question},
        )
