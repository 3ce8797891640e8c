"""Reading plans, reports, mentors and reviews."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from incubator.admission import queries as admission
from incubator.bases import queries as bases
from incubator.reports import questions
from incubator.reports.acts import Facts
from incubator.reports.enums import WRITING, Late
from incubator.reports.models import (
    MentorEntry,
    Mentorship,
    MidtermReview,
    Milestone,
    Report,
    ReportRhythm,
    ResidencePlan,
)
from incubator.residence.enums import BEFORE_LEAVING, ResidenceState
from incubator.residence.models import Residence
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.law import queries as law
from portal.permissions import Permission

WHOLE = (
    "case__holder",
    "case__handler",
    "residence__case__holder",
    "residence__body",
    "residence__base__body",
    "handed_in_by",
)
STAGES = (Late.REMINDED, Late.PAUSED, Late.REVIEW)


def kept_by(user: Anybody) -> QuerySet[Report]:
    """The reports a person reads for a base or its office."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    kept = bases.where(user, Permission.RESIDENCE_KEEP).values("pk")
    seen = Q(residence__base__office__in=offices) | Q(residence__base__in=kept)
    return Report.objects.filter(seen).select_related(*WHOLE)


def of_organisations(user: Anybody) -> QuerySet[Report]:
    """The reports of a person's organisations."""
    mine = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    return Report.objects.filter(residence__body__in=mine).select_related(*WHOLE)


def of_residence(residence: Residence) -> QuerySet[Report]:
    """The reports of a residence, newest first."""
    return Report.objects.filter(residence=residence).select_related("case")


def facts(report: Report, by: User | None) -> Facts:
    """What the conditions of every step ask of a report."""
    residence = report.residence
    return Facts(
        own_case=by is not None and admission.belongs_to(by, residence.body_id),
        ended_on=residence.ended_on,
        missing=questions.missing(report.answers),
    )


def late_by(stage: Late, today: date) -> QuerySet[Report]:
    """Reports still to be written that have just become as late as a stage says."""
    row = law.rule(f"report.late_{int(stage)}", on=today)
    return Report.objects.filter(
        status__in=WRITING, late__lt=stage, due_on__lte=today - timedelta(days=int(row.value))
    ).select_related(*WHOLE)


def late_reports() -> QuerySet[Report]:
    """Reports still to be written that have reached a stage of lateness."""
    return Report.objects.filter(status__in=WRITING, late__gte=Late.REMINDED)


def pausing(body_id: int) -> QuerySet[Report]:
    """The reports of an organisation that are so late that new support is paused."""
    return Report.objects.filter(
        residence__body=body_id,
        residence__ended_on=None,
        status__in=WRITING,
        late__gte=Late.PAUSED,
    )


def of_the_ended() -> QuerySet[Report]:
    """Reports that nobody will hand in: the residence has ended."""
    return Report.objects.filter(status__in=WRITING, residence__ended_on__isnull=False)


def without_rhythm() -> QuerySet[Residence]:
    """Running residences for which no report was planned yet."""
    rows = Residence.objects.filter(rhythm=None, status__in=BEFORE_LEAVING, ended_on=None)
    return rows.exclude(case=None)


def rhythms_due(today: date) -> QuerySet[ReportRhythm]:
    """The periods that are over and of which no report was opened yet."""
    return ReportRhythm.objects.filter(
        last_on__lt=today,
        first_on__lte=F("residence__ends_on"),
        residence__ended_on=None,
    ).select_related("residence__body", "residence__case", "residence__base")


def plans_of(residence: Residence) -> list[ResidencePlan]:
    """Every version of the plan, newest first."""
    found = ResidencePlan.objects.filter(residence=residence)
    return list(found.select_related("proposed_by", "agreed_by", "returned_by"))


def plans_agreed(residence: Residence) -> QuerySet[ResidencePlan]:
    """The versions with which the base agreed."""
    return ResidencePlan.objects.filter(residence=residence, agreed_at__isnull=False)


def milestones_of(residence: Residence) -> QuerySet[Milestone]:
    """The milestones of the agreed plan by day, without those that were dropped."""
    found = Milestone.objects.filter(residence=residence, dropped_on=None)
    return found.select_related("owner", "file")


def colleagues(residence: Residence) -> dict[int, User]:
    """The people of the organisation who may own a milestone, by their id."""
    found = people.holders(Permission.ORGANISATION_VIEW, residence.body_id)
    return {one.pk: one for one in found}


def mentorships_of(residence: Residence) -> QuerySet[Mentorship]:
    """Who accompanied a residence, newest first."""
    return Mentorship.objects.filter(residence=residence).select_related("person")


def for_hub(rows: QuerySet[Residence]) -> QuerySet[Any]:
    """Residences with their rhythm, present mentor, newest of the log, plan, and any review."""
    mentors = Mentorship.objects.filter(residence=OuterRef("pk"), until=None)
    log = MentorEntry.objects.filter(mentorship__residence=OuterRef("pk"))
    plans = ResidencePlan.objects.filter(residence=OuterRef("pk"))
    waiting = plans.filter(agreed_at=None, returned_at=None)
    reviews = MidtermReview.objects.filter(residence=OuterRef("pk"))
    unsigned = log.filter(seen_at=None).order_by().values("mentorship__residence")
    return rows.select_related("rhythm").annotate(
        mentor_name=Subquery(mentors.values("name")[:1]),
        mentor_work=Subquery(mentors.values("work")[:1]),
        mentor_last=Subquery(log.values("day")[:1]),
        mentor_what=Subquery(log.values("what")[:1]),
        mentor_next=Subquery(log.values("next_step")[:1]),
        plan_agreed=Subquery(plans.filter(agreed_at__isnull=False).values("number")[:1]),
        plan_waits=Subquery(waiting.values("pk")[:1]),
        plan_returned=Subquery(plans.values("returned_at")[:1]),
        plan_words=Subquery(plans.values("words")[:1]),
        has_review=Exists(reviews),
        mentor_unsigned=Subquery(unsigned.annotate(number=Count("pk")).values("number")),
    )


def mentored_by(user: User) -> QuerySet[Mentorship]:
    """The residences a person accompanies as a mentor."""
    return Mentorship.objects.filter(person=user).select_related(
        "residence__body", "residence__base__body", "residence__case__holder"
    )


def entries_of(residence: Residence) -> QuerySet[MentorEntry]:
    """The mentors' log of a residence, newest day first."""
    found = MentorEntry.objects.filter(mentorship__residence=residence)
    return found.select_related("mentorship", "written_by", "seen_by")


def minutes_mentored(residence: Residence, first: date, last: date) -> int:
    """Minutes in the log between two days, both included."""
    found = MentorEntry.objects.filter(mentorship__residence=residence, day__range=(first, last))
    return int(found.aggregate(total=Sum("minutes"))["total"] or 0)


def reviews_of(residence: Residence) -> list[MidtermReview]:
    """The mid-term reviews of a residence, newest first."""
    found = MidtermReview.objects.filter(residence=residence)
    return list(found.select_related("decided_by", "mended_by").prefetch_related("papers__stored"))


def wanting_review(today: date) -> Iterable[Residence]:
    """Running residences past the share of their time at which the review is due, without one."""
    share = int(law.rule("residence.midterm_at", on=today).value)
    rows = Residence.objects.filter(
        status=ResidenceState.RUNNING, midterm_passed_on=None, reviews=None, begins_on__lt=today
    ).select_related("case__holder", "body", "base__body")
    return [row for row in rows if _share(row, today) >= share]


def marks(keys: Iterable[int]) -> dict[int, dict[str, int]]:
    """For lists: how many reports of a residence are late, and how many wait to be read."""
    found = Report.objects.filter(residence__in=list(keys)).values("residence")
    rows = found.order_by().annotate(
        late=Count("pk", filter=Q(status__in=WRITING, late__gte=Late.REMINDED)),
        to_read=Count("pk", filter=Q(status__in=("handed_in", "again"))),
    )
    return {row["residence"]: {"late": row["late"], "to_read": row["to_read"]} for row in rows}


def today_of(residence: Residence) -> date:
    """The day on which something of a residence is looked at: today, or its last day."""
    return min(clock.today(), residence.ended_on or clock.today())


def _share(row: Residence, today: date) -> int:
    whole = (row.ends_on - row.begins_on).days
    return (today - row.begins_on).days * 100 // whole if whole else 0
