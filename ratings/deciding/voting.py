"""What the committee does with one case: other points with a reason, and the named vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, refuse_if_blocked
from ratings.applications.enums import RatingState
from ratings.assessments.conditions import mark_of
from ratings.deciding import (
    committee,
    conditions,
    publishing,
    queries,
    reckoning,
    refusals,
    steps,
)
from ratings.deciding.enums import REASON_MOST, Answer
from ratings.deciding.models import Motion, PointChange, SittingCase, Vote
from ratings.schemes import queries as indicators

if TYPE_CHECKING:
    from decimal import Decimal

    from ratings.applications.models import Application
    from ratings.deciding.reckoning import Reckoned

State = RatingState


@transaction.atomic
def change(*, item: SittingCase, point: int, points: str, reason: str, by: User) -> None:
    """Give a point other points than the experts, with the reason; empty takes a change back.

    Raises Refused: ``not_permitted``, ``sitting_closed``, ``case_decided``, ``point_unknown``,
    ``mark_not_number``, ``mark_out_of_range``, ``mark_between_steps``, ``change_reason_missing``.
    """
    at = _held(item, by)
    lines = {
        line.row.point.pk: (line, part.group.code)
        for part, found in reckoning.three_sides(at).parts
        for line in found
        if line.may_change
    }
    if point not in lines:
        raise Refused(refusals.unknown_point())
    line, group = lines[point]
    reasons: list[Reason] = []
    given: Decimal | None = None
    try:
        facts = reckoning.point_facts(line, group)
        title = f"{line.row.point.code} {line.row.point.title}"
        given = mark_of(points, facts, title, indicators.step())
    except ValueError as fault:
        reasons.append(fault.args[0])
    if points.strip() and not reason.strip():
        reasons.append(refusals.reason_missing())
    refuse_if_blocked(reasons)
    _keep(at, item, point, given, reason.strip()[:REASON_MOST], by)
    data = {"point": line.row.point.code, "points": points.strip(), "reason": reason.strip()}
    _record("committee.points_changed", at, by, data)


@transaction.atomic
def vote(
    *, item: SittingCase, grade: int, votes: Sequence[tuple[int, str]], words: str, by: User
) -> Motion:
    """Write a named vote down on the grade that the committee's points come to.

    ``grade`` is the one the page showed; ``votes`` are pairs of seat and "for", "against" or
    "abstains". With more than half of all members in favour the case is decided, or its
    re-examination answered with ``words``. Raises Refused with every reason of
    ``conditions.VOTE``, and ``grade_moved``, ``case_decided``, ``words_missing``, ``own_case``,
    ``not_permitted``.
    """
    at = _held(item, by, closed_too=True)
    committee.find_ties(item.sitting, only=item.pk)
    facts, found = queries.vote_facts(item, votes), reckoning.of(at)
    reasons = list(conditions.vote_refused(facts))
    if grade != found.grade:
        reasons.append(refusals.grade_moved())
    if item.again and not words.strip():
        reasons.append(Reason("words_missing", _("Say why, in words the applicant will read.")))
    refuse_if_blocked(reasons)
    motion = Motion.objects.create(
        case=item,
        grade=found.grade,
        total=found.total,
        changes=_changes(at),
        words=words.strip(),
        carried=conditions.carried(facts),
        at=clock.now(),
        by=by,
    )
    Vote.objects.bulk_create(Vote(motion=motion, seat_id=key, says=says) for key, says in votes)
    data = {"grade": found.grade, "total": str(found.total), "carried": motion.carried}
    _record("committee.voted", at, by, data)
    if motion.carried:
        _settle(at, item, motion, found, by)
    return motion


def _settle(at: Application, item: SittingCase, motion: Motion, found: Reckoned, by: User) -> None:
    """The decision follows the vote: fixed, upheld, or changed and made public again."""
    before = steps.decision(at)
    old = (before.grade, before.motion.total if before.motion else None)
    if at.status == State.PROPOSED:
        steps.take(at, "decide", by=by)
        _fix(at, motion)
        return
    changed = old != (found.grade, found.total)
    _fix(at, motion)
    row = queries.open_again(at)
    if row is None:
        raise Refused(refusals.decided())
    row.answer = Answer.CHANGED if changed else Answer.UPHELD
    row.reasons, row.answered_at, row.motion = motion.words, clock.now(), motion
    row.save(update_fields=["answer", "reasons", "answered_at", "motion"])
    publishing.answered(at, row, changed=changed, by=by)


def _fix(at: Application, motion: Motion) -> None:
    decision = steps.decision(at)
    decision.motion, decision.grade = motion, motion.grade
    decision.save(update_fields=["motion", "grade"])


def _held(item: SittingCase, by: User, *, closed_too: bool = False) -> Application:
    """The rating of an agenda, locked after its sitting; it waits for the committee."""
    sitting = steps.sitting(item.sitting_id)
    steps.ensure(by, sitting.office_id)
    item.sitting = sitting
    if sitting.closed_at is not None and not closed_too:
        raise Refused(refusals.closed())
    at = steps.locked(item.application)
    item.application = at
    awaited = State.REVIEWING if item.again else State.PROPOSED
    if at.status != awaited or item.motions.filter(carried=True).exists():
        raise Refused(refusals.decided())
    return at


def _keep(
    at: Application, item: SittingCase, point: int, given: Decimal | None, reason: str, by: User
) -> None:
    if given is None:
        PointChange.objects.filter(application=at, point=point).delete()
        return
    PointChange.objects.update_or_create(
        application=at,
        point_id=point,
        defaults={"points": given, "reason": reason, "case": item, "at": clock.now(), "by": by},
    )


def _changes(at: Application) -> list[list[str]]:
    return [
        [code, f"{one.points:f}", one.reason]
        for code, one in sorted(reckoning.changes_of(at).items())
    ]


def _record(action: str, at: Application, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, by=by, subject=f"ratings.application:{at.pk}", case=str(at), data=data)
