"""Reading courses, seats and certificates."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from incubator.bases import queries as bases
from incubator.residence import queries as residences
from incubator.training import rows
from incubator.training.enums import COUNTED, HOLDING, LIVE, Seat
from incubator.training.models import (
    Course,
    CourseAttendance,
    CourseCertificate,
    CourseRun,
    CourseSession,
    Enrolment,
)
from incubator.training.steps import Role
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.permissions import Permission

SHOWN = ("run__course__base__body", "person", "body")
WITH_BASE = "course__base__body"


def public_runs() -> QuerySet[CourseRun]:
    """The runs of published courses that have not ended, by date; cancelled ones are left out."""
    return CourseRun.objects.filter(
        course__published_at__isnull=False, cancelled_at=None, ends_at__gt=clock.began()
    ).select_related(WITH_BASE)


def public_courses() -> QuerySet[Course]:
    """The published courses."""
    return Course.objects.filter(published_at__isnull=False).select_related("base__body")


def kept(user: Anybody) -> QuerySet[Course]:
    """The courses of the bases in which a person keeps training."""
    found = bases.where(user, Permission.TRAINING_MANAGE)
    return Course.objects.filter(base__in=found).select_related("base__body", "base__office")


def runs_kept(user: Anybody) -> QuerySet[CourseRun]:
    """The runs of those courses."""
    return CourseRun.objects.filter(course__in=kept(user)).select_related(
        WITH_BASE, "course__base__office"
    )


def sessions_kept(user: Anybody) -> QuerySet[CourseSession]:
    """The sessions of those courses."""
    found = CourseSession.objects.filter(run__course__in=kept(user))
    return found.select_related("run__course__base__body", "run__course__base__office")


def _is_me(user: User) -> Q:
    mine = Q(person=user)
    if user.phone and user.phone_verified:
        mine |= Q(person=None, phone=user.phone)
    return mine


def of_person(user: User) -> QuerySet[Enrolment]:
    """Everything a person enrolled in, also as a caller with a number now proved."""
    return Enrolment.objects.filter(_is_me(user)).select_related(*SHOWN, "certificate")


def visible_to(user: User) -> QuerySet[Enrolment]:
    """The enrolments a person may open: their own, and those of the courses they keep."""
    found = Enrolment.objects.filter(_is_me(user) | Q(run__course__in=kept(user)))
    return found.select_related(*SHOWN, "run__course__base__office", "certificate")


def enrolments_kept(user: User) -> QuerySet[Enrolment]:
    """The enrolments in the courses that a person keeps."""
    found = Enrolment.objects.filter(run__course__in=kept(user))
    return found.select_related(*SHOWN, "run__course__base__office", "certificate")


def role(user: User, enrolment: Enrolment) -> Role | None:
    """What a person is to an enrolment."""
    if of_person(user).filter(pk=enrolment.pk).exists():
        return Role.LEARNER
    base = enrolment.run.course.base
    return Role.WORKER if bases.may(user, Permission.TRAINING_MANAGE, base) else None


def of_body(body_id: int) -> QuerySet[Enrolment]:
    """The seats that an organisation's allowance took: what it may know of its people's courses."""
    found = Enrolment.objects.filter(body=body_id).select_related(*SHOWN)
    return found.order_by("-run__begins_at", "pk")


def bodies_for(user: User) -> list[Any]:
    """The organisations in residence for which a person may take a seat."""
    held = people.kept_bodies(user, Permission.ORGANISATION_VIEW)
    resident = set(
        residences.running()
        .filter(body__in=[body.pk for body in held])
        .values_list("body_id", flat=True)
    )
    return [body for body in held if body.pk in resident]


def colleagues(user: User) -> list[tuple[int, int, str]]:
    """Whom an owner may enrol: (organisation, person, name), the owner left out."""
    held = people.kept_bodies(user, Permission.ORGANISATION_EDIT)
    mine = {body.pk for body in held} & {body.pk for body in bodies_for(user)}
    return [
        (post.body_id, post.user_id, post.user.get_full_name())
        for post in people.posts_in(mine)
        if post.user_id != user.pk
    ]


def same_person(person: User | None, phone: str) -> Q:
    """The rows of one person: by account, else by number."""
    if person is None:
        return Q(phone=phone)
    return _is_me(person)


def clashes(enrolled: Q, run: CourseRun) -> QuerySet[CourseSession]:
    """The sessions of other runs with a seat of this person that overlap a session of this run."""
    mine = Enrolment.objects.filter(enrolled, state__in=HOLDING, run=OuterRef("run"))
    overlap = CourseSession.objects.filter(
        run=run, starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")
    )
    return (
        CourseSession.objects.filter(Exists(mine), Exists(overlap), run__cancelled_at=None)
        .exclude(run=run)
        .select_related("run__course")
    )


def other_run(run: CourseRun, enrolled: Q) -> CourseRun | None:
    """Another run of the same course with a free seat and without a clash, or None."""
    others = public_runs().filter(course=run.course_id, taken__lt=F("seats")).exclude(pk=run.pk)
    latest = clock.began() + rows.closes_before()
    return next(
        (one for one in others.filter(begins_at__gt=latest) if not clashes(enrolled, one).exists()),
        None,
    )


def position(enrolment: Enrolment) -> int:
    """The place in the line, the first is 1; nought for whoever does not wait."""
    if enrolment.state != Seat.WAITING:
        return 0
    before = Enrolment.objects.filter(run=enrolment.run_id, state=Seat.WAITING).filter(
        Q(made_at__lt=enrolment.made_at) | Q(made_at=enrolment.made_at, pk__lte=enrolment.pk)
    )
    return before.count()


def moved_since(enrolment: Enrolment) -> bool:
    """Whether a session was moved after this person had the seat: leaving costs nothing then."""
    since = enrolment.enrolled_at or enrolment.made_at
    return CourseSession.objects.filter(run=enrolment.run_id, moved_at__gt=since).exists()


def offers_over(moment: datetime) -> QuerySet[Enrolment]:
    """The offers whose time is over, and those who wait for a course that has begun."""
    over = Q(state=Seat.OFFERED, offer_until__lte=moment)
    begun = Q(state=Seat.WAITING, run__begins_at__lte=moment)
    return Enrolment.objects.filter(over | begun)


def to_settle(moment: datetime) -> QuerySet[Enrolment]:
    """The seats of runs whose sign-in list is closed."""
    return Enrolment.objects.filter(
        state=Seat.ENROLLED, run__ends_at__lte=moment - rows.list_within(), run__cancelled_at=None
    )


def to_ask(moment: datetime) -> QuerySet[Enrolment]:
    """Who came to a course that is over, has not said how it was, and was not asked yet."""
    return Enrolment.objects.filter(
        state=Seat.ENROLLED,
        attended__gt=0,
        asked_at=None,
        evaluation=None,
        run__ends_at__lte=moment,
        run__cancelled_at=None,
    ).select_related(*SHOWN)


def run(pk: int) -> CourseRun:
    """The run with this id. Raises CourseRun.DoesNotExist."""
    return CourseRun.objects.select_related(WITH_BASE).get(pk=pk)


def sessions_of(user: User) -> QuerySet[CourseSession]:
    """The sessions in which a person has a seat."""
    held = of_person(user).filter(state__in=(*HOLDING, Seat.FINISHED))
    found = CourseSession.objects.filter(run__in=held.values("run"), run__cancelled_at=None)
    return found.select_related("run__course__base__body")


def with_counts(runs: QuerySet[CourseRun]) -> QuerySet[CourseRun]:
    """Runs with how many wait (``waiting``) and how many have a seat (``enrolled``)."""
    return runs.annotate(
        waiting=Count("enrolments", filter=Q(enrolments__state=Seat.WAITING)),
        enrolled=Count("enrolments", filter=Q(enrolments__state__in=COUNTED)),
    )


def live_of(user: User, run: CourseRun) -> Enrolment | None:
    """The live enrolment of a person in a run, or None."""
    return of_person(user).filter(run=run, state__in=LIVE).first()


def certificate(number: str) -> CourseCertificate | None:
    """The certificate with exactly this number, or None."""
    return CourseCertificate.objects.filter(number=number).first()


def span(first: date, last: date) -> tuple[datetime, datetime]:
    """The moments between which sessions of these days begin: from, and before."""
    after = last + timedelta(days=1)
    return (
        datetime.combine(first, time(), clock.SHANGHAI),
        datetime.combine(after, time(), clock.SHANGHAI),
    )


def minutes_attended(body_id: int, first: date, last: date) -> int:
    """The minutes of courses that people sat in on seats of an organisation, both days included."""
    begin, end = span(first, last)
    found = CourseAttendance.objects.filter(
        enrolment__body=body_id, session__starts_at__gte=begin, session__starts_at__lt=end
    )
    total: int = found.aggregate(total=Coalesce(Sum("minutes"), 0))["total"]
    return total


def attended_in(base_ids: Any, first: date, last: date) -> QuerySet[CourseAttendance]:
    """Every attendance behind the hours of these bases between two days, both included."""
    begin, end = span(first, last)
    return CourseAttendance.objects.filter(
        session__run__course__base__in=base_ids,
        session__starts_at__gte=begin,
        session__starts_at__lt=end,
    ).select_related("enrolment", "session__run__course__base__body")
