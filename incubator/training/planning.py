"""Planning courses: what is taught, when, where, and what happens when that changes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, Min, QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.allowances import operations as allowances
from incubator.bases import queries as bases
from incubator.training import line, queries, steps, telling
from incubator.training.enums import LIVE
from incubator.training.models import Course, CourseRun, CourseSession, Enrolment
from incubator.training.steps import Role
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock, days
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission

if TYPE_CHECKING:
    from incubator.bases.models import Base

MINUTE = 60


@transaction.atomic
def save_course(*, course: Course | None, base: "Base", by: User, **values: Any) -> Course:
    """Write a course, new or changed. Raises Refused ``not_permitted`` in another's base."""
    _permit(by, base)
    row = course or Course()
    row.base = base
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    _record("course.saved", row, by, {"title": row.title})
    return row


@transaction.atomic
def publish(*, course: Course, by: User) -> Course:
    """Show a course to everybody. Raises Refused ``course_without_session``."""
    row = Course.objects.select_for_update().get(pk=course.pk)
    _permit(by, row.base)
    if not row.runs.filter(begins_at__isnull=False).exists():
        raise Refused(
            Reason(
                "course_without_session",
                _("The course has no date yet."),
                _("Add a run with at least one session, then publish it."),
            )
        )
    if row.published_at is None:
        row.published_at = clock.now()
        row.save(update_fields=["published_at"])
        _record("course.published", row, by, {})
    return row


@transaction.atomic
def add_run(*, course: Course, name: str, seats: int, by: User) -> CourseRun:
    """Plan another time at which a course is held."""
    _permit(by, course.base)
    row = CourseRun.objects.create(course=course, name=name, seats=seats)
    _record("course.run_added", row, by, {"name": name, "seats": seats})
    return row


@transaction.atomic
def save_run(*, run: CourseRun, name: str, seats: int, by: User) -> CourseRun:
    """Change name and seats; more seats go to the waiting list at once.

    Raises Refused ``seats_are_taken`` when more people hold a seat than there would be.
    """
    row = line.locked(run)
    _permit(by, row.course.base)
    if seats < row.taken:
        raise Refused(
            Reason(
                "seats_are_taken",
                _("%(taken)s people hold a seat, so there cannot be %(seats)s seats."),
                _("Write a larger number, or ask people to choose another date."),
                params={"taken": row.taken, "seats": seats},
            )
        )
    row.name, row.seats = name, seats
    row.save(update_fields=["name", "seats"])
    _record("course.run_saved", row, by, {"name": name, "seats": seats})
    line.move_up(row)
    return row


@transaction.atomic
def add_session(
    *,
    run: CourseRun,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    place: str = "",
    teacher: str = "",
    for_record: bool = False,
) -> CourseSession:
    """Add a meeting to a run; whoever has a seat already is told as of a change.

    Raises Refused: ``session_ends_first``, ``session_past`` (unless it is entered for the record),
    ``session_overlaps``, ``course_cancelled``.
    """
    row = line.locked(run)
    _permit(by, row.course.base)
    _check_times(row, None, starts_at, ends_at, may_be_past=for_record)
    known = row.enrolments.filter(state__in=LIVE).exists()
    made = CourseSession.objects.create(
        run=row,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        teacher=teacher,
        moved_at=clock.now() if known else None,
    )
    _follow(row)
    _record("course.session_added", row, by, {"starts_at": starts_at.isoformat()})
    if known:
        _tell_moved(made, _("a further session"))
    return made


@transaction.atomic
def move_session(
    *,
    session: CourseSession,
    starts_at: datetime,
    ends_at: datetime,
    by: User,
    place: str = "",
    teacher: str = "",
) -> CourseSession:
    """Change when or where a session is: everybody is told, and may leave without loss.

    A change of the teacher alone tells nobody. Raises Refused as ``add_session`` does, and
    ``session_attended`` once people have signed in.
    """
    run = line.locked(session.run)
    _permit(by, run.course.base)
    row = CourseSession.objects.select_for_update().get(pk=session.pk)
    before = days.moment_words(row.starts_at)
    moved = (row.starts_at, row.ends_at, row.place) != (starts_at, ends_at, place)
    if moved:
        _check_times(run, row, starts_at, ends_at)
        row.moved_at = clock.now()
    row.starts_at, row.ends_at, row.place, row.teacher = starts_at, ends_at, place, teacher
    row.save()
    _follow(run)
    data = {"session": row.pk, "before": before, "starts_at": starts_at.isoformat()}
    _record("course.session_moved", run, by, data)
    if moved:
        _tell_moved(row, before)
    return row


@transaction.atomic
def cancel_run(*, run: CourseRun, why: str, by: User) -> CourseRun:
    """Call a run off: everybody is told why, and every seat returns to its allowance.

    Raises Refused ``course_over`` once it has ended, ``course_cancelled`` the second time.
    """
    row = line.locked(run)
    _permit(by, row.course.base)
    if row.cancelled_at is not None:
        raise Refused(_cancelled())
    if row.ends_at is not None and row.ends_at <= clock.now():
        raise Refused(Reason("course_over", _("The course is over; it cannot be cancelled.")))
    row.cancelled_at, row.cancelled_why, row.taken = clock.now(), why, 0
    row.save(update_fields=["cancelled_at", "cancelled_why", "taken"])
    for enrolment in _live(row):
        allowances.give_back(about=line.about(enrolment), by=by)
        steps.take(enrolment, "cancel", Role.PORTAL, settled_at=clock.now())
        telling.tell(enrolment, "training_cancelled", why=why)
    _record("course.run_cancelled", row, by, {"why": why})
    return row


def _live(run: CourseRun) -> QuerySet[Enrolment]:
    found = run.enrolments.select_for_update(of=("self",)).filter(state__in=LIVE)
    return found.select_related("person", "run__course__base__body")


def _tell_moved(session: CourseSession, before: Any) -> None:
    run = session.run
    for enrolment in _live(run):
        mine = queries.same_person(enrolment.person, enrolment.phone)
        clash = queries.clashes(mine, run).first()
        telling.tell(
            enrolment,
            "training_moved_clash" if clash else "training_moved",
            before=str(before),
            session=days.moment_words(session.starts_at),
            place=telling.where(session),
            clash=str(clash.run) if clash else "",
        )


def _check_times(
    run: CourseRun,
    session: CourseSession | None,
    starts_at: datetime,
    ends_at: datetime,
    *,
    may_be_past: bool = False,
) -> None:
    found = []
    if run.cancelled_at is not None:
        found.append(_cancelled())
    if session is not None and session.attendances.exists():
        found.append(
            Reason(
                "session_attended",
                _("People have signed in to this session, so it stays where it is."),
                _("Add another session instead."),
            )
        )
    if ends_at <= starts_at:
        found.append(
            Reason(
                "session_ends_first",
                _("The session ends before it begins."),
                _("A session lies within one day; make two of one that crosses midnight."),
            )
        )
    if starts_at < clock.now() and not may_be_past:
        found.append(Reason("session_past", _("This time is over."), _("Choose a time to come.")))
    others = run.sessions.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)
    if session is not None:
        others = others.exclude(pk=session.pk)
    if others.exists():
        found.append(
            Reason(
                "session_overlaps",
                _("Another session of this run is at the same time."),
                _("Choose a time before or after it."),
            )
        )
    if found:
        raise Refused(*found)


def _follow(run: CourseRun) -> None:
    """The run's begin, end and minutes from its sessions."""
    found = run.sessions.aggregate(first=Min("starts_at"), last=Max("ends_at"))
    run.begins_at, run.ends_at = found["first"], found["last"]
    run.minutes = sum(
        int((one.ends_at - one.starts_at).total_seconds()) // MINUTE for one in run.sessions.all()
    )
    run.save(update_fields=["begins_at", "ends_at", "minutes"])


def _cancelled() -> Reason:
    return Reason("course_cancelled", _("This course was cancelled."), _("Choose another date."))


def _permit(by: User, base: "Base") -> None:
    if not bases.may(by, Permission.TRAINING_MANAGE, base):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not plan courses in this base."),
                _("Ask the base that gives the course."),
            )
        )


def _record(action: str, row: Course | CourseRun, by: User, data: dict[str, Any]) -> None:
    base = row.base if isinstance(row, Course) else row.course.base
    audit.record(
        action,
        by=by,
        subject=f"{row._meta.label_lower}:{row.pk}",
        data=data,
        post=bases.post_in(by, Permission.TRAINING_MANAGE, base),
    )
