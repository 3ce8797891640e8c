"""What must be true of an act on an application: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from incubator.admission import conditions
from incubator.admission.conditions import Applicant
from portal.core.reasons import Reason, collect


class Party(Protocol):
    """Facts that tell whether the person belongs to the applicant."""

    @property
    def own_case(self) -> bool:
        """Whether they hold a post there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an application when somebody acts on it.

    ``confirmed`` are the codes of unknown points that an official confirmed with a source.
    ``repeated`` are points of a second return that were asked before, ``unanswered`` those the
    applicant has left open, ``unread`` the further conditions that nobody has judged and
    ``failed`` those that do not hold.
    """

    applicant: Applicant
    own_case: bool = False
    confirmed: frozenset[str] = frozenset()
    points: int = 0
    repeated: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    extended: bool = False
    passes_mark: bool = True
    open_objections: int = 0
    holds_place: bool = True
    has_own_agreement: bool = True
    has_both_agreements: bool = True
    score: str = ""


def not_own_case(facts: Party) -> Iterator[Reason]:
    """Nobody decides for an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You belong to the applicant, so you may not decide this case."),
            _("Ask a colleague, or the section head to hand it over."),
            "回避",
        )


def eligible(facts: Facts) -> Iterator[Reason]:
    """Every condition of the programme, with what officials confirmed taken as known."""
    for reason in collect(conditions.ELIGIBLE, facts.applicant):
        if reason.code not in facts.confirmed:
            yield reason


def still_there(facts: Facts) -> Iterator[Reason]:
    """Between application and agreement an organisation may be struck off, listed or admitted."""
    for reason in collect(conditions.STILL, facts.applicant):
        if reason.code not in facts.confirmed:
            yield reason


def all_judged(facts: Facts) -> Iterator[Reason]:
    """The further conditions of the programme are judged by hand, each of them."""
    for words in facts.unread:
        yield Reason(
            "condition_not_judged",
            _("Not judged yet: %(words)s"),
            _("Confirm it with your source, or return or refuse the application."),
            params={"words": words},
        )
    for words in facts.failed:
        yield Reason(
            "condition_not_met",
            _("Judged as not met: %(words)s"),
            _("Refuse with this reason, or judge again with another source."),
            params={"words": words},
        )


def has_points(facts: Facts) -> Iterator[Reason]:
    """A return says what is missing, all of it."""
    if not facts.points:
        yield Reason(
            "no_points",
            _("The list of what is missing is empty."),
            _("Name each paper or field once, in words the applicant will read."),
        )


def only_new_points(facts: Facts) -> Iterator[Reason]:
    """Everything is told at once: a second return may name only what is new."""
    for words in facts.repeated:
        yield Reason(
            "asked_before",
            _("This was already asked for in the first return: %(words)s"),
            _("Judge what was handed in, or refuse with the reason."),
            params={"words": words},
        )


def all_answered(facts: Facts) -> Iterator[Reason]:
    """An answer settles every point of the list."""
    for words in facts.unanswered:
        yield Reason(
            "point_unanswered",
            _("Still missing: %(words)s"),
            _("Add the paper or a sentence of answer."),
            params={"words": words},
        )


def not_extended(facts: Facts) -> Iterator[Reason]:
    """One extension, no more."""
    if facts.extended:
        yield Reason(
            "already_extended",
            _("The time was already extended once."),
            _("Hand in what you have before the last day."),
        )


def reaches_mark(facts: Facts) -> Iterator[Reason]:
    """Only who reaches the pass mark is proposed."""
    if not facts.passes_mark:
        yield Reason(
            "below_pass_mark",
            _("The score %(score)s is below the pass mark."),
            params={"score": facts.score},
        )


def below_mark(facts: Facts) -> Iterator[Reason]:
    """Who reaches the pass mark is not turned away for the score."""
    if facts.passes_mark:
        yield Reason("reaches_pass_mark", _("The score reaches the pass mark."))


def no_open_objection(facts: Facts) -> Iterator[Reason]:
    """Publicity cannot end while an objection is open."""
    if facts.open_objections:
        yield Reason(
            "objection_open",
            _("An objection has not been answered yet."),
            _("Answer it first; publicity goes on until then."),
        )


def has_place(facts: Facts) -> Iterator[Reason]:
    """Nobody is offered an agreement without a place being kept."""
    if not facts.holds_place:
        yield Reason("no_place_left", _("No place is free."))


def own_agreement_there(facts: Facts) -> Iterator[Reason]:
    """The agreement with the applicant's stamp was uploaded."""
    if not facts.has_own_agreement:
        yield Reason(
            "agreement_missing",
            _("The signed agreement is missing."),
            _("Print it, sign and stamp it, and add a scan or photograph."),
        )


def both_agreements_there(facts: Facts) -> Iterator[Reason]:
    """Residence begins with the agreement signed by both."""
    if not facts.has_both_agreements:
        yield Reason(
            "countersigned_missing",
            _("The agreement signed by both is missing."),
            _("Stamp it and upload the scan."),
        )
