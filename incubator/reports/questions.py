"""The questions of a report: at most ten, the figures are filled in by the portal."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Text

TEXT, NUMBER, MONEY, CHOICE = "text", "number", "money", "choice"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its code, words, kind of answer, a hint, and whether it may stay open."""

    code: str
    label: Text
    kind: str
    hint: Text = ""
    required: bool = True


QUESTIONS = (
    Question("progress", _("How does the work go, compared with the plan?"), CHOICE),
    Question(
        "done",
        _("What did you do in this period?"),
        TEXT,
        _("Three sentences are enough. Rooms, courses and support are listed below already."),
    ),
    Question("served", _("How many people did you serve?"), NUMBER),
    Question("staff", _("How many people work full-time on the last day?"), NUMBER),
    Question(
        "income",
        _("How much money came in, in yuan?"),
        MONEY,
        _("Donations, services, membership fees; not the support of the base. 0 is an answer."),
    ),
    Question("result", _("What worked well?"), TEXT, _("One example."), required=False),
    Question(
        "difficulty", _("What is difficult?"), TEXT, _("We read it to help, not to judge."),
        required=False,
    ),
    Question("wish", _("What support do you need next?"), TEXT, required=False),
    Question("next", _("What is planned until the next report?"), TEXT),
)  # fmt: skip
BY_CODE = {question.code: question for question in QUESTIONS}
REQUIRED = tuple(question for question in QUESTIONS if question.required)


def missing(answers: dict[str, object]) -> tuple[str, ...]:
    """The compulsory questions without an answer, in words."""
    return tuple(
        str(question.label) for question in REQUIRED if answers.get(question.code) in (None, "")
    )
