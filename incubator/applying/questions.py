"""What an applicant is asked: only what neither the register nor the profile knows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text

if TYPE_CHECKING:
    from incubator.programmes.models import EvidenceItem, Programme

CONTACT, NEED, PLAN, TEAM, PAPERS, CHECK = "contact", "need", "plan", "team", "papers", "check"
STEPS: dict[str, Text] = {
    CONTACT: _("Contact and form"),
    NEED: _("Aim and need"),
    PLAN: _("Plan"),
    TEAM: _("Team"),
    PAPERS: _("Papers"),
    CHECK: _("Check and hand in"),
}
FORM = "form"
LONG = 2000


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key in ``answers``, the step it stands in, and how it is asked.

    ``rows`` 0 is one line. ``on_paper``: when the application comes on paper, the answer may stay
    there.
    """

    key: str
    step: str
    label: Text
    hint: Text = ""
    longest: int = LONG
    rows: int = 6
    required: bool = True
    on_paper: bool = True


QUESTIONS = (
    Question("contact", CONTACT, _("Contact person"), longest=60, rows=0, on_paper=False),
    Question(
        "phone",
        CONTACT,
        _("Telephone of the contact person"),
        _("The office calls it when something is unclear."),
        longest=20,
        rows=0,
        on_paper=False,
    ),
    Question(
        "aim",
        NEED,
        _("What do you want to achieve, and how does it serve the public?"),
        _("One or two sentences that a neighbour understands."),
        rows=4,
        on_paper=False,
    ),
    Question(
        "whom",
        NEED,
        _("Whom do you help, and how many people?"),
        _("For example: 60 families with a disabled child in two communities."),
        rows=4,
    ),
    Question("how", NEED, _("How do you help them?"), rows=5),
    Question(
        "need",
        NEED,
        _("How do you know that this is needed?"),
        _("A survey, figures of the community, talks with those concerned; with date and source."),
        rows=5,
    ),
    Question(
        "plan",
        PLAN,
        _("What will you do during the residence?"),
        _("Month by month or in stages."),
        rows=8,
    ),
    Question(
        "result",
        PLAN,
        _("By what can one see at the end that it worked?"),
        _("Figures where possible."),
        rows=4,
    ),
    Question(
        "support",
        PLAN,
        _("What do you need from the base?"),
        _("For example a desk, advice, help with accounts or training."),
        rows=4,
        required=False,
    ),
    Question(
        "team",
        TEAM,
        _("Who does the work, and what experience do they have?"),
        _("No identity numbers and no addresses of persons."),
        rows=6,
    ),
)
BY_KEY = {question.key: question for question in QUESTIONS}


def of_step(step: str) -> list[Question]:
    """The questions of a step in their order."""
    return [question for question in QUESTIONS if question.step == step]


def keys_of(step: str) -> list[str]:
    """The keys of the answers that a step saves."""
    return [q.key for q in of_step(step)] + ([FORM] if step == CONTACT else [])


def forms_offered(programme: "Programme") -> list[str]:
    """The forms of residence a programme offers."""
    offered = {"physical": programme.physical, "virtual": programme.virtual}
    return [form for form, there in offered.items() if there]


def papers_of(programme: "Programme") -> "list[EvidenceItem]":
    """The papers wanted as files."""
    return [item for item in programme.evidence.all() if not item.list_kind]


def lists_of(programme: "Programme") -> "list[EvidenceItem]":
    """The lists of people wanted as a spreadsheet."""
    return [item for item in programme.evidence.all() if item.list_kind]


def label(key: str) -> Text:
    """The words of a question, a short one for the form of residence; the key of an unknown one."""
    if key == FORM:
        return _("How do you want to be nurtured?")
    return BY_KEY[key].label if key in BY_KEY else key
