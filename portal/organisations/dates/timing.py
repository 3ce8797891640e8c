"""Reminders of legal dates: once for each stage, to those who act for the organisation."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.accounts import queries as people
from portal.core import clock, days, workdays
from portal.law import queries as law
from portal.notifications import operations as notifications
from portal.organisations.dates import queries
from portal.organisations.dates.conditions import LegalDate
from portal.organisations.dates.enums import DateKind
from portal.organisations.dates.messages import MESSAGES
from portal.organisations.dates.models import DateReminder
from portal.organisations.register.models import Organisation
from portal.permissions import Permission
from portal.workflow.worker import loop

STAGES = ("last", "near", "early")
GRADE_STAGES = {"half": "dates.remind_grade_near", "year": "dates.remind_grade_early"}
BATCH = 500
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Spans:
    """How long before a legal date each stage comes; a grade is a matter of a year."""

    days: dict[str, timedelta]
    grade_months: dict[str, int]


def run() -> int:
    """Send what is due; returns how many reminders went out.

    Only organisations with somebody on the portal are asked about, in batches; of several stages
    that are due at once only the latest is sent.
    """
    today = clock.today()
    spans = {
        stage: timedelta(days=int(law.rule(f"dates.remind_{stage}", on=today).value))
        for stage in STAGES
    }
    months = {stage: int(law.rule(key, on=today).value) for stage, key in GRADE_STAGES.items()}
    held = sorted(people.bodies_with(Permission.ORGANISATION_EDIT))
    return sum(
        _batch(held[start : start + BATCH], Spans(spans, months), today)
        for start in range(0, len(held), BATCH)
    )


def _batch(keys: list[int], spans: Spans, today: date) -> int:
    rows = Organisation.objects.filter(pk__in=keys).select_related("body")
    found, sent = queries.of_many(list(rows), today), queries.reminded(keys)
    done = 0
    for row in rows:
        for one in found[row.pk]:
            stage = _stage(one, spans, today)
            if stage and (row.pk, one.kind.value, one.day, stage) not in sent:
                done += _remind(row, one, stage)
    return done


def _stage(one: LegalDate, spans: Spans, today: date) -> str:
    """The latest stage that has come; "" before the first and after the day itself."""
    if one.day < today:
        return ""
    begins = {stage: one.day - span for stage, span in spans.days.items()}
    if one.kind is DateKind.GRADE:
        begins |= {
            stage: workdays.months_later(one.day, -months)
            for stage, months in spans.grade_months.items()
        }
    come = [(day, stage) for stage, day in begins.items() if day <= today]
    return max(come)[1] if come else ""


def _remind(row: Organisation, one: LegalDate, stage: str) -> int:
    try:
        with transaction.atomic():
            DateReminder.objects.create(
                organisation=row, kind=one.kind, day=one.day, stage=stage, at=clock.now()
            )
            notifications.notify(
                key=MESSAGES[one.kind].key,
                to=list(people.holders(Permission.ORGANISATION_EDIT, row.pk)),
                params={"name": row.body.name, "day": days.date_words(one.day)},
                url=reverse("legal_dates", args=[row.pk]),
                unique=f"legal:{row.pk}:{one.kind}:{one.day}:{stage}",
            )
    except IntegrityError:
        return 0
    return 1


loop.register(HOUR, run)
