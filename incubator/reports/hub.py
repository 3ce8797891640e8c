"""The part of plan, reports, mentors and reviews on the two pages of a residence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.admission import queries as admission
from incubator.reports import queries
from incubator.reports.enums import READING, WRITING, Late
from incubator.reports.models import MidtermReview, Milestone, Report, ReportRhythm, ResidencePlan
from incubator.residence import queries as residences
from incubator.residence.enums import ResidenceState
from incubator.residence.ladder import Want
from incubator.residence.models import Residence
from portal.accounts.models import User
from portal.core import clock

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Life:
    """The milestones of a residence and its reports, newest first."""

    milestones: Sequence[Milestone]
    reports: Sequence[Report]


def life(residence: Residence) -> Life:
    """The life of a residence, read once per page."""
    known: Life | None = residence.__dict__.get("_life")
    if known is None:
        known = Life(list(queries.milestones_of(residence)), list(queries.of_residence(residence)))
        residence.__dict__["_life"] = known
    return known


def context(residence: Residence, user: User) -> Mapping[str, Any]:
    """What both pages show: the plan, the next report, the reviews.

    The residence was read ``queries.for_hub``: plan and mentor came with it.
    """
    row: Any = residence
    known = life(residence)
    reports = known.reports
    reviews = queries.reviews_of(residence) if row.has_review else []
    waits = ResidencePlan.objects.filter(pk=row.plan_waits).first() if row.plan_waits else None
    return {
        "proposed": waits,
        "milestones": known.milestones,
        "reports": reports[:SHOWN],
        "writing": next((one for one in reports if one.status in WRITING), None),
        "reading": [one for one in reports if one.status in READING],
        "very_late": any(one.status in WRITING and one.late >= Late.REVIEW for one in reports),
        "paused": any(one.status in WRITING and one.late >= Late.PAUSED for one in reports),
        "next_on": _next_on(residence),
        "rhythm": _rhythm_to_agree(residence, user),
        "review": reviews[0] if reviews else None,
        "reviews": [(one, admission.points(one.score), _lines(one)) for one in reviews],
        "may_live": residences.may_live(user, residence),
        "may_keep": residences.may_keep(user, residence),
        "today": clock.today(),
    }


def wants_of_review(residence: Residence) -> Sequence[Want]:
    """What the gate of the mid-term review wants."""
    known, today = life(residence), clock.today()
    late = any(one.status in WRITING and one.due_on < today for one in known.reports)
    behind = any(one.done_on is None and one.due_on < today for one in known.milestones)
    home = reverse("residence_home", args=[residence.pk])
    return [
        Want(_("A plan agreed with the base"), _has_plan(residence), f"{home}#plan"),
        Want(_("No report is late"), not late, f"{home}#reports"),
        Want(_("No milestone is late"), not behind, f"{home}#plan"),
        Want(
            _("A review with points from the pass mark on"),
            residence.midterm_passed_on is not None,
            f"{home}#review" if residence.status != ResidenceState.RUNNING else "",
        ),
    ]


def _has_plan(residence: Residence) -> bool:
    if hasattr(residence, "plan_agreed"):
        return residence.plan_agreed is not None
    return queries.plans_agreed(residence).exists()


def _next_on(residence: Residence) -> date | None:
    """The last day of the period of which the next report tells; None when there is none."""
    rhythm: ReportRhythm | None = getattr(residence, "rhythm", None)
    if residence.ended_on is not None or rhythm is None or rhythm.first_on > residence.ends_on:
        return None
    return rhythm.last_on


def _rhythm_to_agree(residence: Residence, user: User) -> int:
    """Every how many months, while that can still be agreed on; 0 afterwards."""
    rhythm: ReportRhythm | None = getattr(residence, "rhythm", None)
    if rhythm is None or rhythm.number > 1 or residence.ended_on is not None:
        return 0
    return rhythm.months if residences.may_keep(user, residence) else 0


def _lines(review: MidtermReview) -> list[tuple[str, str, str]]:
    """Title, points and words of each item that has points."""
    return [
        (
            item["title"],
            admission.points(review.points[item["code"]]["points"]),
            review.points[item["code"]]["words"],
        )
        for item in review.sheet["items"]
        if item["code"] in review.points
    ]
