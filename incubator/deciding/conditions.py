"""What must be true of a verdict and of a list of what is missing: facts to reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case
from portal.core.reasons import Reason, not_permitted

UNKNOWN = ("lists_unknown", "public_interest_unconfirmed")
CONDITION = "condition:"


@dataclass(frozen=True, slots=True)
class VerdictFacts:
    """What is known when an official judges a point."""

    permitted: bool
    own_case: bool
    ended: bool
    known: bool
    source: str


def may_judge(facts: VerdictFacts) -> Iterator[Reason]:
    """Only who checks applications in the office of the case."""
    if not facts.permitted:
        yield not_permitted()


def still_open(facts: VerdictFacts) -> Iterator[Reason]:
    """A case that has ended is not judged any more."""
    if facts.ended:
        yield Reason("case_ended", _("The case has ended; nothing is judged any more."))


def is_asked(facts: VerdictFacts) -> Iterator[Reason]:
    """Only what the machine does not know is judged by hand."""
    if not facts.known:
        yield Reason(
            "nothing_to_judge",
            _("This point is not judged by hand."),
            _("Open the case again; the programme may have changed."),
        )


def has_source(facts: VerdictFacts) -> Iterator[Reason]:
    """A verdict without a source is a rumour."""
    if not facts.source:
        yield Reason(
            "source_missing",
            _("The source is missing."),
            _("Say where you found it and of which day it is."),
        )


JUDGE = (may_judge, not_own_case, still_open, is_asked, has_source)


def points_have_words(points: Iterable[tuple[str, str]]) -> Iterator[Reason]:
    """Each thing that is missing is told in words."""
    for about, words in points:
        if not words:
            yield Reason(
                "point_without_words",
                _("Say what is missing of “%(about)s”."),
                _("The applicant reads exactly these words."),
                params={"about": about},
            )
