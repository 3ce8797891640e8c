"""Telling organisations of registrations of certificates that end soon."""

from django.urls import reverse

from incubator.workers import queries
from incubator.workers.messages import ENDING
from incubator.workers.models import Employment
from portal.accounts import queries as people
from portal.core import clock, days, masking
from portal.notifications import operations as notifications
from portal.permissions import Permission


def remind() -> int:
    """Tell the organisations once for each registration that ends; returns how many were told."""
    told = 0
    for paper in queries.ending(clock.today()).select_related("worker"):
        row = Employment.objects.filter(worker=paper.worker, ended_on=None).first()
        if row is None:
            continue
        told += len(
            notifications.notify(
                key=ENDING,
                to=people.holders(Permission.ORGANISATION_EDIT, row.body_id),
                params={
                    "name": masking.name(paper.worker.name),
                    "level": str(paper.get_level_display()),
                    "day": days.date_words(paper.valid_until),
                },
                url=reverse("worker", args=[row.body_id, row.pk]),
                unique=f"{ENDING}:{paper.pk}:{paper.valid_until}",
            )
        )
    return told
