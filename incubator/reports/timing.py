"""What time brings to reports and reviews."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from incubator.reports import opening, queries, reporting, reviewing
from incubator.reports.workflow import REPORT
from incubator.residence import queries as residences
from incubator.residence import telling
from incubator.residence.enums import ResidenceState
from incubator.residence.models import Residence
from incubator.residence.workflow import RESIDENCE
from portal.core import clock
from portal.workflow import due
from portal.workflow import queries as cases
from portal.workflow.models import CaseModel
from portal.workflow.worker import loop


def remind_reviews() -> int:
    """Tell the base and its office once that half of a residence has passed."""
    found = list(queries.wanting_review(clock.today()))
    for row in found:
        telling.say(
            row,
            "review_due",
            unique=f"review-due:{row.pk}",
            to=residences.keepers(row),
            url=reverse("residence_case", args=[row.pk]),
        )
    return 0


def _mending_over(moment: datetime) -> Iterable[CaseModel]:
    return cases.rows_waiting(Residence, ResidenceState.MENDING, clock.today())


loop.register(60.0, opening.run)
loop.register(60.0, opening.escalate)
loop.register(3600.0, remind_reviews)
due.register(RESIDENCE, "lapse_mending", _mending_over, act=reviewing.lapse_mending)
due.register(REPORT, "drop", lambda _moment: queries.of_the_ended(), act=reporting.drop)
