"""What must be true when an application is saved or handed in: pure functions to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from incubator.admission.conditions import ELIGIBLE, Applicant
from incubator.programmes.enums import Intake
from portal.core.reasons import Reason, Severity, Text, collect

ADMISSION = "本市孵化入驻办法"


@dataclass(frozen=True, slots=True)
class SubmitFacts:
    """What is known when somebody hands in.

    ``intake`` is the intake's state at the moment of the act; ``closed`` when it ended, in words.
    ``number`` is that of an application of this body that still counts. ``missing`` are questions
    without an answer, ``papers`` wanted papers that were not added.
    """

    applicant: Applicant
    permitted: bool = True
    intake: str = Intake.OPEN
    closed: str = ""
    phone: str = ""
    number: str = ""
    declared: bool = True
    form_offered: bool = True
    missing: tuple[Text, ...] = ()
    papers: tuple[Text, ...] = ()
    scans: tuple[Text, ...] = field(default=())


def permitted(facts: SubmitFacts) -> Iterator[Reason]:
    """Owners and applicants act for a body; at the counter its own clerks."""
    if not facts.permitted:
        yield Reason(
            "not_permitted",
            _("Your post does not include this step."),
            _("Ask the owner of the organisation."),
        )


def once(facts: SubmitFacts) -> Iterator[Reason]:
    """One application for each body and programme."""
    if facts.number:
        yield Reason(
            "already_submitted",
            _("This application has been handed in already: %(number)s."),
            _("Open the case to follow it; a second one is not needed."),
            params={"number": facts.number},
        )


def intake_open(facts: SubmitFacts) -> Iterator[Reason]:
    """Only while the intake runs; in the second in which it closes it is over."""
    if facts.intake in (Intake.ANNOUNCED, Intake.DRAFT):
        yield Reason("intake_not_open", _("The intake has not begun yet."), clause=ADMISSION)
    elif facts.intake == Intake.CLOSED:
        yield Reason(
            "intake_closed",
            _("The intake ended %(when)s."),
            _("What you entered is kept as a draft. Look for another open programme, or call "
              "%(phone)s and ask for the next intake."),
            ADMISSION,
            params={"when": facts.closed, "phone": facts.phone or "12345"},
        )  # fmt: skip


def declared(facts: SubmitFacts) -> Iterator[Reason]:
    """Somebody stands for what was entered."""
    if not facts.declared:
        yield Reason("not_declared", _("Confirm the declaration before you hand in."))


def eligible(facts: SubmitFacts) -> Iterator[Reason]:
    """What bars an applicant; what nobody knows does not bar the handing in."""
    for reason in collect(ELIGIBLE, facts.applicant):
        if reason.severity is Severity.BLOCK:
            yield reason


def answered(facts: SubmitFacts) -> Iterator[Reason]:
    """Every required question has an answer."""
    for words in facts.missing:
        yield Reason("answer_missing", _("Not answered yet: %(words)s"), params={"words": words})
    if not facts.form_offered:
        yield Reason(
            "form_not_offered",
            _("This programme does not offer the form of residence you chose."),
            _("Choose one of the forms offered."),
        )


def papers_there(facts: SubmitFacts) -> Iterator[Reason]:
    """Every required paper and list was added."""
    for words in facts.papers:
        yield Reason("paper_missing", _("Not added yet: %(words)s"), params={"words": words})


def scans_there(facts: SubmitFacts) -> Iterator[Reason]:
    """What comes on paper is kept as a scan, with the slip that the person signed."""
    for words in facts.scans:
        yield Reason("scan_missing", _("The scan is missing: %(words)s"), params={"words": words})


SUBMIT = (
    permitted,
    once,
    intake_open,
    eligible,
    answered,
    papers_there,
    scans_there,
    declared,
)
STANDING = (once, intake_open, eligible)
"""What may bar an application before a word of it is written."""
