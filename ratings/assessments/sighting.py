"""What the experts enter at and after the visit: own points alone, what they saw together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.reasons import Refused, not_permitted
from portal.panels import operations as panels
from portal.panels.scoring import queries as scoring
from ratings.applications.models import Application
from ratings.assessments import conditions, queries, refusals, steps
from ratings.assessments.models import Sight
from ratings.schemes.models import Point

if TYPE_CHECKING:
    from portal.panels.models import Part, Score

SAW_MOST = 1000


def save_score(
    *, row: Application, code: str, points: str, reason: str, seen: str, by: User
) -> Score:
    """Keep an expert's own points for a point (its code).

    Raises Refused: ``sheet_closed``, ``not_permitted``, ``point_unknown``, ``saved_meanwhile``,
    ``already_signed``, and whatever is wrong with the points.
    """
    part = _part(row, by)
    line = next((one for one in part.entry.panel.lines.all() if one.code == code), None)
    if line is None:
        raise Refused(refusals.unknown_point())
    return panels.save_score(
        seat=part.seat, entry=part.entry, item=line, points=points, reason=reason, by=by, seen=seen
    )


@transaction.atomic
def save_sight(
    *, row: Application, point: int, words: str, met: bool | None, seen: str, by: User
) -> Sight:
    """Keep what the team saw of a point (its id), for all its members; of a veto, whether met.

    Raises Refused: ``sheet_closed``, ``not_permitted``, ``already_signed``, ``point_unknown``,
    ``saved_meanwhile`` (a colleague saved something different).
    """
    part = _part(row, by)
    if part.signed_at is not None:
        raise Refused(refusals.signed())
    at = steps.locked(row)
    if at.status not in conditions.OPEN_SHEET:
        raise Refused(refusals.sheet_closed())
    asked = Point.objects.filter(pk=point, version=at.sheet.version_id).first()
    if asked is None:
        raise Refused(refusals.unknown_point())
    assessment, said = steps.assessment(at), words.strip()[:SAW_MOST]
    kept = Sight.objects.filter(assessment=assessment, point=asked).first()
    if kept is not None and (kept.words, kept.met) == (said, met):
        return kept
    if seen != queries.seen(kept.saved_at if kept else None):
        raise Refused(refusals.saved_meanwhile())
    given = {"words": said, "met": met, "saved_at": clock.now(), "saved_by": by}
    sight, _made = Sight.objects.update_or_create(
        assessment=assessment, point=asked, defaults=given
    )
    return sight


def _part(row: Application, by: User) -> Part:
    part = scoring.part_of(by, row.case_id or 0)
    if part is None:
        raise Refused(not_permitted())
    if row.status not in conditions.OPEN_SHEET:
        raise Refused(refusals.sheet_closed())
    return part
