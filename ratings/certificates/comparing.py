"""A rating's groups against the median of its peers: same round, same kind; never one by one."""

from __future__ import annotations

from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING

from portal.core import charts, clock
from portal.core.charts import Axis, Radar
from portal.law.queries import rule
from ratings.applications.enums import RatingState
from ratings.applications.models import Application
from ratings.assessments import sheets
from ratings.certificates.models import GroupMark

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = "certificates.least_peers"


def keep(case: str) -> None:
    """Keep the experts' marks by group of the rating with this case number, once."""
    row = Application.objects.filter(case__number=case).select_related(
        "sheet__version", "assessment__panel"
    )
    for found in row:
        GroupMark.objects.bulk_create(
            [
                GroupMark(application=found, group=part.group, value=part.expert_total)
                for part in sheets.of(found).parts
                if part.expert_total is not None
            ],
            ignore_conflicts=True,
        )


def chart(row: Application) -> Radar | None:
    """The groups of a rating as a radar beside the peers' median; None before it is scored.

    The median is left out below as many peers as the row says. Two queries.
    """
    own = list(
        GroupMark.objects.filter(application=row, group__total__gt=0).select_related("group")
    )
    if not own:
        return None
    peers = GroupMark.objects.filter(application__sheet=row.sheet_id).exclude(application=row)
    peers = peers.exclude(application__status=RatingState.WITHDRAWN)
    given: dict[int, list[Decimal]] = {}
    for group, value in peers.values_list("group", "value"):
        given.setdefault(group, []).append(value)
    count = min((len(given.get(mark.group_id, ())) for mark in own), default=0)
    enough = count >= int(rule(LEAST, on=clock.today()).value)
    axes = [
        Axis(
            mark.group.title,
            mark.value,
            mark.group.total,
            _median(given[mark.group_id]) if enough else None,
        )
        for mark in own
    ]
    return charts.radar(axes, n=count)


def of_grade(case: str, organisation: int) -> Radar | None:
    """The radar of the rating that led to a grade of an organisation; None for another grade."""
    announced = Application.objects.filter(
        case__number=case, organisation=organisation, status=RatingState.ANNOUNCED
    )
    row = announced.first() if case else None
    return chart(row) if row else None


def _median(values: Sequence[Decimal]) -> Decimal:
    return Decimal(median(values))
