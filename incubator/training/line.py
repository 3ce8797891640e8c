"""The waiting list that moves by itself: whenever a seat is free, the first in line is offered it.

Whoever calls holds the lock of the run (``locked``), so that seats are given one after another;
the database refuses an oversold run besides.
"""

from django.db import transaction
from django.db.models import F

from incubator.training import rows, steps, telling
from incubator.training.enums import Seat
from incubator.training.models import CourseRun, Enrolment
from incubator.training.steps import Role
from portal.audit import operations as audit
from portal.core import clock, days


def locked(run: CourseRun) -> CourseRun:
    """The run, with course and base, locked until the transaction ends."""
    found = CourseRun.objects.select_for_update(of=("self",))
    return found.select_related("course__base__body", "course__base__office").get(pk=run.pk)


def about(enrolment: Enrolment) -> str:
    """The name under which the allowance keeps what a seat took."""
    return f"incubator.enrolment:{enrolment.pk}"


def hold(run: CourseRun) -> bool:
    """Take one seat of a locked run; False when all are taken."""
    free = CourseRun.objects.filter(pk=run.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        return False
    run.refresh_from_db(fields=["taken"])
    return True


def release(run: CourseRun) -> None:
    """Give one seat of a locked run back, and move the line up."""
    CourseRun.objects.filter(pk=run.pk, taken__gt=0).update(taken=F("taken") - 1)
    run.refresh_from_db(fields=["taken"])
    move_up(run)


def move_up(run: CourseRun) -> None:
    """Offer every free seat to the first in line, until the course begins."""
    moment = clock.now()
    if run.cancelled_at is not None or run.begins_at is None or run.begins_at <= moment:
        return
    waiting = run.enrolments.select_for_update(of=("self",)).filter(state=Seat.WAITING)
    for enrolment in waiting.select_related("person", "run__course__base__body"):
        if not hold(run):
            return
        until = min(moment + rows.offer(), run.begins_at)
        steps.take(enrolment, "offer", Role.PORTAL, offer_until=until)
        audit.record("enrolment.offered", by=None, subject=about(enrolment))
        telling.tell(enrolment, "training_offer", until=days.moment_words(until))


@transaction.atomic
def lapse(*, enrolment: Enrolment) -> bool:
    """End an offer whose time is over, or the waiting for a course that has begun.

    False when it was answered meanwhile.
    """
    run = locked(enrolment.run)
    row = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("person", "run__course__base__body")
        .get(pk=enrolment.pk)
    )
    moment, offered = clock.now(), row.state == Seat.OFFERED
    over = offered and row.offer_until is not None and row.offer_until <= moment
    begun = row.state == Seat.WAITING and run.begins_at is not None and run.begins_at <= moment
    if not (over or begun):
        return False
    steps.take(row, "lapse", Role.PORTAL, settled_at=moment)
    audit.record("enrolment.lapsed", by=None, subject=about(row))
    telling.tell(row, "training_lapsed" if offered else "training_no_seat")
    if offered:
        release(run)
    return True
