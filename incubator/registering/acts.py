"""What must be true of an act on a registration: pure functions from facts to reasons."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from incubator.admission.acts import not_own_case as not_own_case
from incubator.registering.founding import Founding
from portal.core.reasons import Reason

NOTHING: tuple[str, ...] = ()
CLAUSE_9 = "社会团体登记管理条例第九条"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a registration when somebody acts on it.

    ``against`` is what stands against the act by a law that its own subject judges (the name, the
    founding, the certificate). ``papers_old`` says that the written papers are missing or no longer
    say what the facts are; ``not_ready`` names the documents that nobody has brought yet.
    ``repeated`` are points asked before, ``unanswered`` those the team left open.
    """

    own_case: bool = False
    against: tuple[Reason, ...] = ()
    founding: Founding | None = None
    papers_old: bool = False
    not_ready: tuple[str, ...] = NOTHING
    points: int = 0
    repeated: tuple[str, ...] = NOTHING
    unanswered: tuple[str, ...] = NOTHING
    unsettled: tuple[str, ...] = field(default=("?",))


def nothing_against(facts: Facts) -> Iterator[Reason]:
    """Whatever the subject's own law says against the act, all of it."""
    yield from (reason for reason in facts.against if reason.blocks)


def papers_written(facts: Facts) -> Iterator[Reason]:
    """The papers say what the facts are today."""
    if facts.papers_old:
        yield Reason(
            "papers_old",
            _("The papers have not been written since the last change."),
            _("Let the portal write them anew, read them, then go on."),
        )


def documents_ready(facts: Facts) -> Iterator[Reason]:
    """Every document of the registry's list is there."""
    for title in facts.not_ready:
        yield Reason(
            "document_missing",
            _("Not there yet: %(title)s"),
            _("Upload it, or tick that you hold the original."),
            params={"title": title},
        )


def has_points(facts: Facts) -> Iterator[Reason]:
    """A round that sends papers back says what is missing, all of it."""
    if not facts.points:
        yield Reason(
            "no_points",
            _("The list of what is missing is empty."),
            _("Write one thing per line, in words the team will read."),
        )


def only_new_points(facts: Facts) -> Iterator[Reason]:
    """Everything is told at once: a second round may name only what is new."""
    for words in facts.repeated:
        yield Reason(
            "asked_before",
            _("This was already asked for: %(words)s"),
            _("Judge the answer that was given, or say what is new in it."),
            params={"words": words},
        )


def all_answered(facts: Facts) -> Iterator[Reason]:
    """An answer settles every point of the list."""
    for words in facts.unanswered:
        yield Reason(
            "point_unanswered",
            _("Not answered yet: %(words)s"),
            _("Write what you changed, or why nothing has to change."),
            params={"words": words},
        )


def all_settled(facts: Facts) -> Iterator[Reason]:
    """Seal, bank, tax and party work are entered before the case ends."""
    for title in facts.unsettled:
        yield Reason(
            "step_not_settled",
            _("Not entered yet: %(title)s"),
            _("Enter the day and what was done."),
            params={"title": title},
        )
