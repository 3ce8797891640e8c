"""The table of what may become of a seat: the only writer of an enrolment's ``state``.

An enrolment is no case for an office (nobody decides on it), so it does not pass through the
workflow engine; the shape is the same: action, from, to, who. See docs/decisions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from incubator.training.enums import CAME, HOLDING, LIVE, Seat
from incubator.training.models import Enrolment
from portal.core.reasons import Reason, Refused


class Role(StrEnum):
    """What somebody is to an enrolment: the learner, who keeps the course, the portal itself."""

    LEARNER = "learner"
    WORKER = "worker"
    PORTAL = "portal"


PEOPLE = frozenset({Role.LEARNER, Role.WORKER})
ITSELF = frozenset({Role.PORTAL})


@dataclass(frozen=True, slots=True)
class Step:
    """From which states to which one (None: it stays), and who may."""

    origin: frozenset[Seat]
    target: Seat | None
    who: frozenset[Role]


def _step(origin: Iterable[Seat], target: Seat | None, who: frozenset[Role]) -> Step:
    return Step(frozenset(origin), target, who)


STEPS = {
    "offer": _step([Seat.WAITING], Seat.OFFERED, ITSELF),
    "accept": _step([Seat.OFFERED], Seat.ENROLLED, PEOPLE),
    "leave": _step(LIVE, Seat.LEFT, PEOPLE),
    "lapse": _step([Seat.WAITING, Seat.OFFERED], Seat.LAPSED, ITSELF),
    "cancel": _step(LIVE, Seat.CANCELLED, ITSELF),
    "sign_in": _step([Seat.ENROLLED], None, PEOPLE),
    "evaluate": _step(CAME, None, PEOPLE),
    "finish": _step([Seat.ENROLLED], Seat.FINISHED, ITSELF),
    "miss": _step([Seat.ENROLLED], Seat.ABSENT, ITSELF),
    "certify": _step(CAME, None, frozenset({Role.WORKER, Role.PORTAL})),
}
HOLDS = frozenset(HOLDING)


def allowed(state: str, role: Role) -> frozenset[str]:
    """The actions somebody of this role may take in a state."""
    return frozenset(
        action for action, step in STEPS.items() if state in step.origin and role in step.who
    )


def check(enrolment: Enrolment, action: str, role: Role | None) -> Step:
    """The step of an action. Raises Refused: ``not_possible_now`` or ``not_permitted``."""
    step = STEPS[action]
    if enrolment.state not in step.origin:
        raise Refused(
            Reason(
                "not_possible_now",
                _("This is not possible any more: %(state)s."),
                _("Open the page of the course again to see what can be done now."),
                params={"state": enrolment.get_state_display()},
            )
        )
    if role not in step.who:
        raise Refused(
            Reason(
                "not_permitted",
                _("You may not do this for this person."),
                _("Ask the learner, or the base that gives the course."),
            )
        )
    return step


def take(enrolment: Enrolment, action: str, role: Role | None, **fields: object) -> Enrolment:
    """Check the step, and write the state with what else changes; the row is locked already."""
    step = check(enrolment, action, role)
    if step.target is not None:
        enrolment.state = step.target
    for name, value in fields.items():
        setattr(enrolment, name, value)
    enrolment.save(update_fields=["state", *fields])
    return enrolment
