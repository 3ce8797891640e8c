"""Opening reports when their period is over, and what happens when they stay away."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from incubator.reports import conditions, queries
from incubator.reports.common import locked, record, refuse_if_ended, refuse_unless_keeping
from incubator.reports.conditions import RhythmFacts
from incubator.reports.enums import WRITING, Late
from incubator.reports.models import Report, ReportRhythm
from incubator.residence import queries as residences
from incubator.residence import telling
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock, days, workdays
from portal.core.reasons import collect, refuse_if_blocked
from portal.law import queries as law
from portal.workflow import engine

BATCH = 100


def run() -> int:
    """Plan the reports of new residences and open those that are due; returns how many."""
    for residence in queries.without_rhythm()[:BATCH]:
        plan(residence)
    found = list(queries.rhythms_due(clock.today())[:BATCH])
    return sum(_open(rhythm) for rhythm in found)


def plan(residence: Residence) -> ReportRhythm:
    """When the first report of a residence opens: months from its first day.

    A residence from before the upgrade owes only the period that ended last.
    """
    months = months_between(residence)
    number, today = 1, clock.today()
    while span(residence, months, number + 1)[1] < today:
        number += 1
    first, last = span(residence, months, number)
    made, _new = ReportRhythm.objects.get_or_create(
        residence=residence,
        defaults={"months": months, "number": number, "first_on": first, "last_on": last},
    )
    return made


@transaction.atomic
def agree_rhythm(*, residence: Residence, months: int, by: User) -> ReportRhythm:
    """Agree with an organisation to report every so many months; until the first report opens.

    Raises Refused with every reason: ``not_permitted``, ``residence_over``, ``rhythm_unknown``,
    ``reports_begun``.
    """
    home = locked(residence)
    refuse_unless_keeping(home, by)
    refuse_if_ended(home)
    row = plan(home)
    refuse_if_blocked(collect(conditions.RHYTHM, RhythmFacts(months, row.number > 1)))
    row.months = months
    row.first_on, row.last_on = span(home, months, row.number)
    row.save(update_fields=["months", "first_on", "last_on"])
    record("rhythm.agreed", home, by, {"months": months})
    telling.say(
        home,
        "report_rhythm",
        unique=f"rhythm:{home.pk}:{months}:{clock.now().isoformat()}"[:120],
        until=days.date_words(row.last_on),
    )
    return row


def months_between(residence: Residence) -> int:
    """Every how many months a residence reports: its terms, else the city's row."""
    own = residence.terms.get("report_months")
    return int(own or law.rule("report.every", on=residence.begins_on).value)


def span(residence: Residence, months: int, number: int) -> tuple[date, date]:
    """The first and last day of a period, counted from the residence's first day."""
    first = workdays.months_later(residence.begins_on, months * (number - 1))
    last = workdays.months_later(residence.begins_on, months * number) - timedelta(days=1)
    return first, min(last, residence.ends_on) if first <= residence.ends_on else last


def escalate() -> int:
    """Move every late report to the stage it has reached; returns how many moved."""
    today = clock.today()
    moved = 0
    for stage in queries.STAGES:
        for report in queries.late_by(stage, today)[:BATCH]:
            moved += _late(report, stage)
    return moved


@transaction.atomic
def _open(rhythm: ReportRhythm) -> int:
    row = ReportRhythm.objects.select_for_update(of=("self",)).get(pk=rhythm.pk)
    if row.number != rhythm.number:
        return 0
    residence = rhythm.residence
    report = Report(
        residence=residence,
        number=row.number,
        first_on=row.first_on,
        last_on=row.last_on,
        due_on=clock.today(),
    )
    opening = engine.Opening(
        applicant=residence.body.name,
        holder_id=residence.base.office_id,
        body_id=residence.body_id,
    )
    made, _code = engine.open_case(report, opening, by=None)
    if made.case is not None and made.case.due_on is not None:
        made.due_on = made.case.due_on
        made.save(update_fields=["due_on"])
    row.number += 1
    row.first_on, row.last_on = span(residence, row.months, row.number)
    row.save(update_fields=["number", "first_on", "last_on"])
    telling.say(
        residence,
        "report_open",
        unique=f"report:{made.pk}:open",
        url=reverse("report", args=[made.pk]),
        until=days.date_words(made.due_on),
    )
    return 1


@transaction.atomic
def _late(report: Report, stage: Late) -> int:
    moved = Report.objects.filter(pk=report.pk, late__lt=stage, status__in=WRITING)
    if not moved.update(late=stage):
        return 0
    home = report.residence
    record("lateness.stage", home, None, {"report": report.number, "stage": int(stage)})
    until = days.date_words(report.due_on)
    unique = f"report:{report.pk}:{report.due_on}:late:{int(stage)}"
    own = reverse("report", args=[report.pk])
    if stage is not Late.REVIEW:
        key = f"report_late_{int(stage)}"
        telling.say(home, key, unique=unique, url=own, until=until)
    if stage is not Late.REMINDED:
        telling.say(
            home,
            "report_call" if stage is Late.PAUSED else "report_late_3",
            unique=f"{unique}:base",
            to=residences.keepers(home),
            url=reverse("residence_case", args=[home.pk]),
            until=until,
        )
    return 1
