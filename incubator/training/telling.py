"""Telling learners: by message, and on the base's list of calls whoever has no account."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from incubator.training.models import CourseRun, CourseSession, Enrolment
from portal.core import clock, days
from portal.notifications import operations as notifications


def tell(enrolment: Enrolment, key: str, **params: Any) -> None:
    """Send a message in the act's transaction; a caller is put on the list of calls instead."""
    run = enrolment.run
    if enrolment.person is None:
        enrolment.to_call = key
        enrolment.save(update_fields=["to_call"])
        return
    notifications.notify(
        key=key,
        to=[enrolment.person],
        params={"course": str(run), **params},
        url=reverse("training_enrolment", args=[enrolment.pk]),
        office=run.course.base.office_id,
    )


@transaction.atomic
def ask(enrolment: Enrolment) -> bool:
    """Ask how it was, once; False when somebody was asked meanwhile."""
    asked = Enrolment.objects.filter(pk=enrolment.pk, asked_at=None)
    if not asked.update(asked_at=clock.now()):
        return False
    tell(enrolment, "training_evaluate")
    return True


def begin(run: CourseRun) -> dict[str, str]:
    """When and where a run begins, for its messages."""
    first = run.sessions.first()
    return {
        "begins": days.moment_words(run.begins_at) if run.begins_at else "",
        "place": where(first) if first else "",
    }


def where(session: CourseSession) -> str:
    """The room or address of a session; the base when nothing else was written."""
    base = session.run.course.base
    return session.place or " ".join(part for part in (base.body.name, base.address) if part)
