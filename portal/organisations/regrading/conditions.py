"""What must be true before a grade is lowered or cancelled. Pure: facts in, every reason out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason
from portal.organisations.record.enums import GradeGround
from portal.organisations.regrading.enums import Verdict


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What an official hands in. ``level``: what the grade counts as today, 0 when it counts not;
    ``standing``: it counts or is announced; ``changed``: a decision stands that may be taken back.
    """

    today: date
    competent: bool = True
    party: bool = False
    verdict: str = Verdict.CANCEL
    level: int = 0
    standing: bool = True
    changed: bool = False
    new_level: int | None = None
    ground: str = GradeGround.OTHER
    words: str = ""
    document: str = ""
    has_file: bool = True
    decided_on: date | None = None
    announced_on: date | None = None
    open_number: str = ""


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What the second official must know, read anew."""

    today: date
    same_official: bool = False
    own_entry: bool = True
    party: bool = False
    heard: bool = False
    hear_until: date | None = None
    restores: bool = False
    unchanged: bool = True


def competent(facts: ProposalFacts) -> Iterator[Reason]:
    """Officials of the organisation's registry propose, and no member of it."""
    if not facts.competent:
        yield Reason(
            "not_permitted",
            _("Only officials of the organisation's registry decide about its grade."),
        )
    if facts.party:
        yield _own_case()


def grade_fits(facts: ProposalFacts) -> Iterator[Reason]:
    """A grade that counts, or will, is lowered or cancelled; a decision is taken back once."""
    if facts.verdict == Verdict.RESTORE:
        if not facts.changed:
            yield Reason(
                "nothing_to_restore", _("No decision about this grade stands that could be wrong.")
            )
        return
    if facts.verdict not in Verdict.values:
        yield Reason("verdict_missing", _("Choose what is to be decided."))
    if not facts.standing:
        yield Reason(
            "grade_does_not_count",
            _("This grade does not count today, so it can be neither lowered nor cancelled."),
            _("Look at its days and at earlier decisions on the record."),
        )
    if facts.verdict == Verdict.LOWER and facts.standing:
        if facts.new_level is None:
            yield Reason("level_missing", _("Choose the grade that is left."))
        elif facts.new_level >= facts.level:
            yield Reason(
                "level_not_lower",
                _("%(new)sA is not lower than %(old)sA."),
                _("Choose a lower grade, or cancel it."),
                params={"new": facts.new_level, "old": facts.level},
            )


def grounds_there(facts: ProposalFacts) -> Iterator[Reason]:
    """A ground of the measure, words the organisation reads, and the document."""
    if facts.verdict != Verdict.RESTORE and facts.ground not in GradeGround.values:
        yield Reason("ground_missing", _("Choose the ground."))
    if not facts.words.strip():
        yield Reason(
            "words_missing",
            _("Say what happened."),
            _("The organisation reads it and may answer; it stands in the letter."),
        )
    if not facts.document.strip():
        yield Reason("document_unnamed", _("Write which document it is."))
    if not facts.has_file:
        yield Reason(
            "document_missing",
            _("The document itself is missing."),
            _("Add a scan of the decision or of the findings."),
        )


def day_possible(facts: ProposalFacts) -> Iterator[Reason]:
    """A decision counts from a day that has come, after the announcement."""
    if facts.decided_on is None:
        yield Reason("day_missing", _("Enter the day from which it counts."))
        return
    if facts.decided_on > facts.today:
        yield Reason("day_to_come", _("The day from which it counts is still to come."))
    if facts.announced_on and facts.decided_on < facts.announced_on:
        yield Reason(
            "before_announcement",
            _("The grade was announced only on %(day)s."),
            _("Mend the day."),
            params={"day": days.date_words(facts.announced_on)},
        )


def nothing_open(facts: ProposalFacts) -> Iterator[Reason]:
    """One case at a time about a grade."""
    if facts.open_number:
        yield Reason(
            "case_open",
            _("A case about this grade is open already: %(number)s."),
            _("Finish that one first."),
            params={"number": facts.open_number},
        )


def another_official(facts: DecisionFacts) -> Iterator[Reason]:
    """Two officials, never one, and no member of the organisation."""
    if facts.same_official:
        yield Reason(
            "same_official",
            _("You proposed this; a different official decides."),
            _(
                "A colleague of the registry does it; where there is none, one of the upper "
                "bureau steps in."
            ),
        )
    if facts.party:
        yield _own_case()


def heard(facts: DecisionFacts) -> Iterator[Reason]:
    """The organisation was heard, or let the time for it pass."""
    if facts.heard or facts.restores or facts.hear_until is None:
        return
    if facts.today <= facts.hear_until:
        yield Reason(
            "not_heard",
            _("The organisation may speak until %(day)s and has not done so yet."),
            _("Wait for its words, or for that day to pass."),
            params={"day": days.date_words(facts.hear_until)},
        )


def grade_unchanged(facts: DecisionFacts) -> Iterator[Reason]:
    """The grade is still what it was when the case began."""
    if not facts.unchanged:
        yield Reason(
            "grade_changed",
            _("The grade has changed since this case began."),
            _("Do not decide it; look at the record and begin anew if it is needed."),
        )


def own_entry(facts: DecisionFacts) -> Iterator[Reason]:
    """Only who proposed it takes it back."""
    if not facts.own_entry:
        yield Reason("not_own_entry", _("Only the official who proposed it takes it back."))


def _own_case() -> Reason:
    return Reason("own_case", _("You are a member of this organisation, so you may not act here."))


PROPOSE = (competent, grade_fits, grounds_there, day_possible, nothing_open)
CONFIRM = (another_official, heard, grade_unchanged)
