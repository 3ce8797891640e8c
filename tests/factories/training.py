"""Courses, seats and certificates for tests, made by the operations that make them."""

from datetime import timedelta
from itertools import count
from typing import Any

from incubator.bases.models import Base
from incubator.training import attending, certifying, operations, planning
from incubator.training.enums import Seat
from incubator.training.models import Course, CourseRun, CourseSession, Enrolment
from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from tests import people
from tests.factories import programmes, residences
from tests.factories.deciding import later

__all__ = ["later"]
_serial = count(1)
MARKS = {"useful": 5, "clear": 4, "kept": 3}
SEATS = {"kind": "seats", "amount": 2, "each": "whole", "carry_over": False}


def worker() -> User:
    """Who keeps training in the base of the tests."""
    return people.person("base_worker")


def base(office: str = "bureau") -> Base:
    """The base of an office, made once."""
    found = Base.objects.filter(office=people.body(office)).first()
    return found or programmes.base(office, **_named(office))


def _named(office: str) -> dict[str, str]:
    return {} if office == "bureau" else {"name": "康巴什区社会组织服务中心"}


def course(office: str = "bureau", by: User | None = None, **values: Any) -> Course:
    """A published course; without a run it is a draft (``run`` publishes it)."""
    given = {"title": "项目设计与需求调查", "aim": "会写一份看得懂的项目书。", "credits": 2}
    return planning.save_course(
        course=None, base=base(office), by=by or worker(), **{**given, **values}
    )


def run(
    of: Course | None = None,
    *,
    seats: int = 2,
    hours: float = 72,
    sessions: int = 1,
    by: User | None = None,
    **values: Any,
) -> CourseRun:
    """A published run of two-hour sessions, the first in so many hours, then daily."""
    by = by or worker()
    of = of or course(by=by, **values)
    made = planning.add_run(course=of, name=f"第 {next(_serial)} 期", seats=seats, by=by)
    for number in range(sessions):
        session(made, hours + 24 * number, by=by)
    planning.publish(course=of, by=by)
    return fresh(made)


def session(
    of: CourseRun, hours: float, *, minutes: int = 120, by: User | None = None
) -> CourseSession:
    """A session that begins in so many hours (negative: it was)."""
    start = clock.now().replace(second=0, microsecond=0) + timedelta(hours=hours)
    return planning.add_session(
        run=of,
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
        place="二楼培训室",
        teacher="王老师",
        by=by or worker(),
        for_record=True,
    )


def learner(name: str = "", **values: Any) -> User:
    """A new person with an account."""
    number = next(_serial)
    return User.objects.create_user(
        email=f"learner-{number}@tests.example", name=name or f"学员{number}", **values
    )


def enrolled(of: CourseRun, person: User | None = None, **values: Any) -> Enrolment:
    """A person who enrolled themselves: with a seat, or in line when the run is full."""
    person = person or learner()
    values.setdefault("by", person)
    return operations.enrol(run=of, person=person, name=person.name, **values)


def caller(of: CourseRun, phone: str = "13812340000", **values: Any) -> Enrolment:
    """Somebody without an account whom the worker entered."""
    return operations.enrol(run=of, name="额尔敦", phone=phone, way="phone", by=worker(), **values)


def attended(one: Enrolment, *, share: float = 1) -> Enrolment:
    """Entered on the list of every session for a share of its minutes."""
    for held in one.run.sessions.all():
        minutes = int(attending.length(held) * share)
        attending.save_list(session=held, minutes={one.pk: minutes}, by=worker())
    return fresh_seat(one)


def past_run(**values: Any) -> CourseRun:
    """A run whose two sessions were on the last two days."""
    return run(hours=-50, sessions=2, **values)


def finished(person: User | None = None, of: CourseRun | None = None) -> Enrolment:
    """Somebody who came to everything and has still to say how it was."""
    of = of or past_run()
    person = person or learner()
    made = operations.enrol(run=of, person=person, name=person.name, way="paper", by=worker())
    return attended(made)


def evaluated(person: User | None = None, of: CourseRun | None = None) -> Enrolment:
    """The same with the evaluation handed in."""
    one = finished(person, of)
    certifying.evaluate(enrolment=one, marks=MARKS, words="", by=worker(), way="paper")
    return fresh_seat(one)


def certified(person: User | None = None, of: CourseRun | None = None) -> Enrolment:
    """The same with a certificate."""
    one = evaluated(person, of)
    certifying.issue(enrolment=one, by=None)
    return fresh_seat(one)


def in_state(person: User, state: str) -> Enrolment:
    """Somebody's enrolment in a state, without the steps that lead there (tables only)."""
    one = enrolled(run(seats=1), person)
    one.state = Seat(state)
    one.offer_until = clock.now() + timedelta(hours=24) if state == Seat.OFFERED else None
    one.save()
    return one


def in_residence(body: Body | None = None, seats: int = 2) -> Body:
    """An organisation in residence with an allowance of so many seats."""
    made = residences.residence(body, base=base(), grants=[{**SEATS, "amount": seats}])
    return made.body


def fresh(of: CourseRun) -> CourseRun:
    """The run as the database holds it now."""
    return CourseRun.objects.select_related("course__base__body").get(pk=of.pk)


def fresh_seat(one: Enrolment) -> Enrolment:
    """The enrolment as the database holds it now."""
    found = Enrolment.objects.select_related("person", "body", "run__course__base__body")
    return found.get(pk=one.pk)
