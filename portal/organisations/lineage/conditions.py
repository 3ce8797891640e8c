"""What must be true of a link between two organisations. Pure: facts in, every reason out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason, Severity


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What is known of a link. ``must_end``: the rule row says its kind ends the predecessor.

    ``linked`` is the number of a link between the two that stands or waits.
    """

    today: date
    happened_on: date | None = None
    known: bool = True
    itself: bool = False
    circle: bool = False
    linked: str = ""
    parent_name: str = ""
    parent_ended: bool = True
    must_end: bool = True
    clause: str = ""
    parent_since: date | None = None
    child_since: date | None = None


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What an official hands in; ``competent``: they act in the registry of the successor."""

    competent: bool = True
    party: bool = False
    has_file: bool = True
    document: str = "document"
    kind_known: bool = True
    grounds_needed: bool = False
    grounds: str = ""
    open_number: str = ""
    in_force: bool = True


@dataclass(frozen=True, slots=True)
class SecondFacts:
    """What is known when the second official looks. ``link`` is read anew; None at a reversal."""

    link: LinkFacts | None = None
    same_official: bool = False
    own_entry: bool = True
    party: bool = False
    objections: int = 0
    in_force: bool = True


def predecessor_known(facts: LinkFacts) -> Iterator[Reason]:
    """The predecessor stands in the register, whatever its state."""
    if not facts.known:
        yield Reason(
            "parent_unknown",
            _("No organisation in the register has this code or name, and no former one had."),
            _("Enter the credit code, or the full name as the certificate had it."),
        )


def not_itself(facts: LinkFacts) -> Iterator[Reason]:
    """Nobody comes out of itself; a mere change of name keeps the organisation."""
    if facts.itself:
        yield Reason(
            "link_to_itself",
            _("This is the same organisation: it cannot be its own predecessor."),
            _("A change of name needs no link; the register keeps the former name by itself."),
        )


def no_circle(facts: LinkFacts) -> Iterator[Reason]:
    """Nobody is the predecessor of its own predecessor."""
    if facts.circle and not facts.itself:
        yield Reason(
            "lineage_circle",
            _("“%(name)s” itself came out of this organisation: the two would run in a circle."),
            _("Look which of them is the older one, and record the link from that side."),
            params={"name": facts.parent_name},
        )


def not_twice(facts: LinkFacts) -> Iterator[Reason]:
    """Two organisations are linked once."""
    if facts.linked:
        yield Reason(
            "already_linked",
            _("These two are linked already, or a link waits: %(number)s."),
            _("Open that one. If it is wrong, reverse it first."),
            params={"number": facts.linked},
        )


def predecessor_ended(facts: LinkFacts) -> Iterator[Reason]:
    """Whoever merged, split or was registered anew is struck off; a renamed one should be."""
    if facts.parent_ended or not facts.known or facts.itself:
        return
    yield Reason(
        "parent_still_registered",
        _("“%(name)s” still stands on the register as normal.")
        if facts.must_end
        else _("The entry under the former name, “%(name)s”, still stands on the register."),
        _("Enter that it was deregistered (by a list of the register) before you record the link.")
        if facts.must_end
        else _("Have the old entry struck off, so that nobody takes it for a second organisation."),
        facts.clause,
        severity=Severity.BLOCK if facts.must_end else Severity.WARN,
        params={"name": facts.parent_name},
    )


def day_possible(facts: LinkFacts) -> Iterator[Reason]:
    """It happened on a day that has come, after the predecessor was registered."""
    if facts.happened_on is None:
        yield Reason(
            "day_missing",
            _("The day on which it happened is missing."),
            _("Enter the day from which the document holds."),
        )
        return
    if facts.happened_on > facts.today:
        yield Reason(
            "day_to_come",
            _("The day, %(day)s, is still to come."),
            _("Record the link once it has happened."),
            params={"day": days.date_words(facts.happened_on)},
        )
    if facts.parent_since and facts.happened_on < facts.parent_since:
        yield Reason(
            "before_parent",
            _("On %(day)s the predecessor did not exist: it was registered on %(since)s."),
            _("Mend the day, or look whether you chose the right organisation."),
            params={
                "day": days.date_words(facts.happened_on),
                "since": days.date_words(facts.parent_since),
            },
        )


def successor_younger(facts: LinkFacts) -> Iterator[Reason]:
    """A successor is mostly registered by then; one that took another in existed before."""
    if facts.child_since and facts.happened_on and facts.child_since < facts.happened_on:
        yield Reason(
            "child_older",
            _("The successor was registered on %(since)s, before it happened."),
            _("Right if it took the other one in; otherwise look at the document again."),
            severity=Severity.WARN,
            params={"since": days.date_words(facts.child_since)},
        )


def competent(facts: PaperFacts) -> Iterator[Reason]:
    """Officials of the successor's registry write its lineage, and no member of either side."""
    if not facts.competent:
        yield Reason(
            "not_permitted",
            _("Only officials of the organisation's registry record where it came from."),
        )
    if facts.party:
        yield _own_case()


def papers_there(facts: PaperFacts) -> Iterator[Reason]:
    """A link rests on a document with its number."""
    if not facts.kind_known:
        yield Reason("kind_missing", _("Choose what happened."))
    if not facts.has_file:
        yield Reason(
            "document_missing",
            _("The document itself is missing."),
            _("Add a scan of the decision, the agreement or the notice."),
        )
    if not facts.document.strip():
        yield Reason(
            "document_unnamed",
            _("Write which document it is."),
            _("Its title, number and day, as others would look for it."),
        )
    if facts.grounds_needed and not facts.grounds.strip():
        yield Reason(
            "grounds_missing",
            _("Say why the link is wrong."),
            _("Both organisations read these words."),
        )


def may_be_reversed(facts: PaperFacts) -> Iterator[Reason]:
    """Only a link in force is reversed, by one counter-entry."""
    if not facts.in_force:
        yield Reason(
            "not_in_force",
            _("This link is not in force, so there is nothing to reverse."),
        )
    if facts.open_number:
        yield Reason(
            "reversal_open",
            _("A counter-entry waits already: %(number)s."),
            _("Open that one."),
            params={"number": facts.open_number},
        )


def another_official(facts: SecondFacts) -> Iterator[Reason]:
    """Two officials, never one, and no member of either side."""
    if facts.same_official:
        yield Reason(
            "same_official",
            _("You recorded this; a different official must confirm it."),
            _(
                "A colleague of the registry does it; where there is none, one of the upper "
                "bureau steps in."
            ),
        )
    if facts.party:
        yield _own_case()


def objections_answered(facts: SecondFacts) -> Iterator[Reason]:
    """Whoever objects in words is answered in words before the link holds."""
    if facts.objections:
        yield Reason(
            "objection_open",
            _("%(count)d objection(s) wait for an answer."),
            _("Answer them below first; the organisation reads the answer."),
            params={"count": facts.objections},
        )


def still_right(facts: SecondFacts) -> Iterator[Reason]:
    """Whatever spoke against the link speaks against its confirmation; read anew."""
    if facts.link is not None:
        for condition in LINK:
            yield from condition(facts.link)
    if not facts.in_force:
        yield Reason(
            "not_in_force", _("This link is not in force, so there is nothing to reverse.")
        )


def own_entry(facts: SecondFacts) -> Iterator[Reason]:
    """Only who recorded it takes it back; others do not confirm it."""
    if not facts.own_entry:
        yield Reason(
            "not_own_entry",
            _("Only the official who recorded it takes it back."),
            _("If it is wrong, do not confirm it, and say why."),
        )


def _own_case() -> Reason:
    return Reason(
        "own_case",
        _("You are a member of one of the two organisations, so you may not act here."),
    )


LINK = (
    predecessor_known,
    not_itself,
    no_circle,
    not_twice,
    predecessor_ended,
    day_possible,
    successor_younger,
)
RECORD = (competent, papers_there)
REVERSE = (competent, papers_there, may_be_reversed)
CONFIRM = (another_official, objections_answered, still_right)
