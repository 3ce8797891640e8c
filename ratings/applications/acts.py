"""What must be true of an act on a rating: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, collect
from ratings.applications import conditions
from ratings.applications.conditions import Applicant

BASIS = "社会组织评估管理办法"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What every act asks; ``lacking`` are the reasons that the subject above has found."""

    own_case: bool = False
    lacking: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Act):
    """What is known of a rating when somebody acts on it.

    ``added`` says that an answer to what was asked for holds words or a paper.
    """

    applicant: Applicant
    added: bool = True


def nothing_lacks(facts: Act) -> Iterator[Reason]:
    """Whatever the subject above found missing, all at once."""
    yield from facts.lacking


def not_own_case(facts: Act) -> Iterator[Reason]:
    """Nobody decides for an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this organisation, so you may not decide its rating."),
            _("Ask a colleague, or the section head to hand it over."),
            "回避",
        )


def qualifies(facts: Facts) -> Iterator[Reason]:
    """Every rule of the measure in force on the day of the application; unknown is not a pass."""
    yield from collect(conditions.MAY_APPLY, facts.applicant)


def no_longer_qualifies(facts: Facts) -> Iterator[Reason]:
    """Nobody loses a qualification whose grounds still hold."""
    if not any(r.blocks for r in collect(conditions.MAY_APPLY, facts.applicant)):
        yield Reason(
            "still_qualified",
            _("By the register and the record, the organisation still qualifies."),
            _("Put the new fact on record first, with its source; then decide."),
        )


def something_added(facts: Facts) -> Iterator[Reason]:
    """An addition adds something."""
    if not facts.added:
        yield Reason(
            "nothing_added",
            _("Your answer is empty."),
            _("Write a few words, or add the papers that were asked for."),
        )
