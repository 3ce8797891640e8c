"""Why somebody cannot enrol, sign in, or be certified; pure functions of facts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Condition, Reason

LOCAL = "本市孵化入驻办法"
FULL = 100


@dataclass(frozen=True, slots=True)
class EnrolFacts:
    """What enrolling asks: the course, the time, and the person's other courses."""

    published: bool
    cancelled: bool
    closed: bool
    eligible: bool
    who: str
    enrolled: bool
    clash: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What a certificate asks: minutes attended of all, the share wanted, and the evaluation."""

    ended: bool
    attended: int
    minutes: int
    wanted: int
    evaluated: bool


def published(facts: EnrolFacts) -> Iterable[Reason]:
    """The course is announced and has sessions."""
    if not facts.published:
        yield Reason("course_not_open", _("This course is not open."), _("Choose another one."))


def not_cancelled(facts: EnrolFacts) -> Iterable[Reason]:
    """The run takes place."""
    if facts.cancelled:
        yield Reason("course_cancelled", _("This course was cancelled."), _("Choose another date."))


def in_time(facts: EnrolFacts) -> Iterable[Reason]:
    """Enrolment has not closed."""
    if facts.closed:
        yield Reason(
            "enrolment_closed",
            _("Enrolment has closed."),
            _("Choose a later date, or telephone the base."),
            LOCAL,
        )


def eligible(facts: EnrolFacts) -> Iterable[Reason]:
    """The course is meant for this person."""
    if not facts.eligible:
        yield Reason(
            "course_not_for_you",
            _("This course is for %(who)s."),
            _("Choose a course for everybody, or have your organisation add you as a colleague."),
            params={"who": facts.who},
        )


def not_twice(facts: EnrolFacts) -> Iterable[Reason]:
    """One seat per person."""
    if facts.enrolled:
        yield Reason(
            "enrolled_already",
            _("This person has a seat or a place in the line already."),
            _("Nothing else is to be done."),
        )


def no_clash(facts: EnrolFacts) -> Iterable[Reason]:
    """Nobody can sit in two rooms at once."""
    if not facts.clash:
        return
    cure = (
        _("There is a seat at another time: %(other)s. Choose it, or leave the other course first.")
        if facts.other
        else _("Choose a course at another time, or leave the other course first.")
    )
    yield Reason(
        "course_clash",
        _("It overlaps with “%(clash)s”, in which this person has a seat."),
        cure,
        params={"clash": facts.clash, "other": facts.other},
    )


ENROL: tuple[Condition[EnrolFacts], ...] = (
    published,
    not_cancelled,
    in_time,
    eligible,
    not_twice,
    no_clash,
)


def has_ended(facts: CertificateFacts) -> Iterable[Reason]:
    """All sessions are over."""
    if not facts.ended:
        yield Reason(
            "course_not_over",
            _("The course is not over yet."),
            _("The certificate comes after the last session."),
        )


def came_enough(facts: CertificateFacts) -> Iterable[Reason]:
    """The attendance reaches the city's share; reckoned exactly, never rounded."""
    if facts.attended * FULL < facts.wanted * facts.minutes or not facts.minutes:
        yield Reason(
            "attendance_too_low",
            _("%(attended)s of %(minutes)s minutes were attended; %(wanted)s%% are needed."),
            _("Come to the next run. If the list is wrong, ask the base to mend it."),
            LOCAL,
            params={
                "attended": facts.attended,
                "minutes": facts.minutes,
                "wanted": facts.wanted,
            },
        )


def has_evaluated(facts: CertificateFacts) -> Iterable[Reason]:
    """The learner has said how it was."""
    if not facts.evaluated:
        yield Reason(
            "evaluation_missing",
            _("The evaluation is missing."),
            _("Four short questions; then the certificate can be made."),
            LOCAL,
        )


CERTIFICATE: tuple[Condition[CertificateFacts], ...] = (has_ended, came_enough, has_evaluated)
