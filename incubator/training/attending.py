"""Who came: by code on the learner's own phone, or by the worker's list."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.training import codes, line, queries, rows, steps
from incubator.training.enums import Seat, Signed, Way
from incubator.training.models import CourseAttendance, CourseSession, Enrolment
from incubator.training.steps import Role
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission

MINUTE = 60


def length(session: CourseSession) -> int:
    """How many minutes a session lasts."""
    return int((session.ends_at - session.starts_at).total_seconds()) // MINUTE


def minutes_at(session: CourseSession, moment: datetime) -> int:
    """The minutes that count for whoever signs in at a moment.

    All of them up to the city's minutes of grace; later, those that are left.
    """
    if moment <= session.starts_at + rows.late():
        return length(session)
    left = int((session.ends_at - moment).total_seconds()) // MINUTE
    return max(left, 0)


@transaction.atomic
def sign_in(*, code: str, by: User) -> CourseAttendance:
    """Sign in to the session of a code; doing it again changes nothing.

    Raises Refused: ``no_session_now`` (no course of this person is on), ``code_wrong`` (also when
    the code is an old one).
    """
    moment = clock.now()
    mine = queries.of_person(by).filter(state=Seat.ENROLLED)
    around = rows.sign_before()
    sessions = CourseSession.objects.filter(
        run__enrolments__in=mine,
        run__cancelled_at=None,
        starts_at__lte=moment + around,
        ends_at__gte=moment - around,
    ).select_related("run__course__base__body")
    found = list(sessions)
    if not found:
        raise Refused(
            Reason(
                "no_session_now",
                _("No course in which you have a seat is on at this time."),
                _("Ask the teacher to put you on the list."),
            )
        )
    session = next((one for one in found if codes.matches(one, code, moment)), None)
    if session is None:
        raise Refused(
            Reason(
                "code_wrong",
                _("This code does not belong to your course, or it has changed meanwhile."),
                _("Type the code that is on the screen now, or ask for the list."),
            )
        )
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(
        pk=mine.get(run=session.run_id).pk
    )
    steps.check(enrolment, "sign_in", Role.LEARNER)
    return _enter(enrolment, session, minutes_at(session, moment), Signed.CODE, by)


@transaction.atomic
def save_list(*, session: CourseSession, minutes: Mapping[int, int], by: User) -> int:
    """Write the worker's list: minutes by enrolment (its id), nought for whoever was not there.

    Returns how many came. Raises Refused: ``not_permitted``, ``session_not_begun``,
    ``list_closed`` (the days for it are over), ``minutes_too_many``.
    """
    run = line.locked(session.run)
    _check_list(session, minutes, by)
    seated = run.enrolments.select_for_update(of=("self",)).filter(state=Seat.ENROLLED)
    for enrolment in seated.filter(pk__in=list(minutes)):
        if minutes[enrolment.pk]:
            _correct(enrolment, session, minutes[enrolment.pk], by)
        else:
            session.attendances.filter(enrolment=enrolment).delete()
            _sum(enrolment)
    came = session.attendances.count()
    audit.record(
        "course.list_saved",
        by=by,
        subject=f"{session._meta.label_lower}:{session.pk}",
        data={"came": came},
        post=bases.post_in(by, Permission.TRAINING_MANAGE, run.course.base),
        channel=Way.PAPER,
    )
    return came


def _check_list(session: CourseSession, minutes: Mapping[int, int], by: User) -> None:
    run, moment, found = session.run, clock.now(), []
    if not bases.may(by, Permission.TRAINING_MANAGE, run.course.base):
        found.append(Reason("not_permitted", _("You do not plan courses in this base.")))
    if moment < session.starts_at - rows.sign_before():
        found.append(
            Reason(
                "session_not_begun",
                _("The session has not begun, so nobody can have come."),
                _("Open the list again at the beginning of the session."),
            )
        )
    if run.ends_at is not None and moment > run.ends_at + rows.list_within():
        found.append(
            Reason(
                "list_closed",
                _("The days in which the list can be changed are over."),
                _("Certificates that are wrong are mended by the bureau."),
            )
        )
    if any(not 0 <= value <= length(session) for value in minutes.values()):
        found.append(
            Reason(
                "minutes_too_many",
                _("The session lasts %(minutes)s minutes; nobody can have been there longer."),
                _("Write a number from 0 to that."),
                params={"minutes": length(session)},
            )
        )
    if found:
        raise Refused(*found)


def _correct(enrolment: Enrolment, session: CourseSession, minutes: int, by: User) -> None:
    """A list that says the same leaves the entry of the code as it is."""
    row = session.attendances.filter(enrolment=enrolment).first()
    if row is None:
        _enter(enrolment, session, minutes, Signed.LIST, by)
    elif row.minutes != minutes:
        row.minutes, row.how, row.by, row.at = minutes, Signed.LIST, by, clock.now()
        row.save()
        _sum(enrolment)


def _enter(
    enrolment: Enrolment, session: CourseSession, minutes: int, how: Signed, by: User
) -> CourseAttendance:
    known = CourseAttendance.objects.filter(enrolment=enrolment, session=session).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            made = CourseAttendance.objects.create(
                enrolment=enrolment,
                session=session,
                minutes=minutes,
                how=how,
                at=clock.now(),
                by=by,
            )
    except IntegrityError:
        return CourseAttendance.objects.get(enrolment=enrolment, session=session)
    _sum(enrolment)
    audit.record(
        "enrolment.signed_in",
        by=by,
        subject=line.about(enrolment),
        data={"session": session.pk, "minutes": minutes},
        channel=Way.WEB if how == Signed.CODE else Way.PAPER,
    )
    return made


def _sum(enrolment: Enrolment) -> None:
    total = enrolment.attendances.aggregate(total=Sum("minutes"))["total"] or 0
    Enrolment.objects.filter(pk=enrolment.pk).update(attended=total)
    enrolment.attended = total
