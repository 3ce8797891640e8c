"""Telling officials about reports, in the act's own transaction."""

from collections.abc import Iterable

from django.urls import reverse

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.core import clock, days
from portal.notifications import operations as notifications
from portal.permissions import Permission
from portal.statistics.reports.models import Report


def handed_in(row: Report) -> None:
    """Tell those who may confirm a report, but not who handed it in."""
    holders = people.holders(Permission.STATISTICS_CONFIRM, row.sheet.body_id)
    _tell(
        row, "statistics_handed_in", holders.exclude(pk__in=[row.made_by_id, row.handed_in_by_id])
    )


def decided(row: Report, action: str) -> None:
    """Tell who made a report what became of it."""
    step = next(step for step in row.workflow.steps if step.action == action)
    people_of_it = {one.pk: one for one in (row.made_by, row.handed_in_by) if one is not None}
    _tell(row, step.notice, people_of_it.values())


def _tell(row: Report, key: str, to: Iterable[User]) -> None:
    case = row.case
    if case is None:
        raise ValueError("A report without a case has nobody to tell.")
    notifications.notify(
        key=key,
        to=list(to),
        params={
            "number": case.number,
            "title": row.sheet.title,
            "year": str(row.sheet.year),
            "day": days.date_words(case.due_on) if case.due_on else "",
        },
        case=case.number,
        url=reverse("statistics_report", args=[row.pk]),
        office=case.holder_id,
        unique=f"{case.number}:{key}:{clock.now():%Y%m%d%H%M%S}",
    )
