"""What the office writes down of one case: other points with a reason, and the named vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
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
    seats,
    steps,
)
from ratings.deciding.enums import REASON_MOST, Answer, Veto
from ratings.deciding.models import Ballot, Motion, PointChange, SittingCase, Vote
from ratings.schemes import queries as indicators
from ratings.schemes.enums import Nature

if TYPE_CHECKING:
    from ratings.applications.models import Application
    from ratings.deciding.reckoning import Line, Reckoned

State = RatingState


@transaction.atomic
def change(*, item: SittingCase, point: int, points: str, reason: str, by: User) -> None:
    """Give a point other points than the experts, with the reason; empty takes a change back.

    Of a veto ``points`` say whether it holds: "1" or "0". Raises Refused: ``not_permitted``,
    ``sitting_closed``, ``case_decided``, ``point_unknown``, ``mark_not_number``,
    ``mark_out_of_range``, ``mark_between_steps``, ``veto_unknown``, ``change_reason_missing``.
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
        given = _found(line, group, points)
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
    "abstains", of those who did not vote on their own page; who did is counted too. With more
    than half of all members in favour the case is decided, or its re-examination answered with
    ``words``. Raises Refused with every reason of ``conditions.VOTE``, and ``grade_moved``,
    ``case_decided``, ``words_missing``, ``own_case``, ``not_permitted``.
    """
    at = _held(item, by, closed_too=True)
    committee.find_ties(item.sitting, only=item.pk)
    found = reckoning.of(at)
    own = {one.seat_id: one for one in seats.ballots_of(item, found)}
    given = {seat for seat, _says in votes}
    all_votes = [*votes, *((key, one.says) for key, one in own.items() if key not in given)]
    facts = replace(queries.vote_facts(item, all_votes), doubled=given & set(own))
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
    Vote.objects.bulk_create(Vote(motion=motion, seat_id=key, says=says) for key, says in all_votes)
    Ballot.objects.filter(pk__in=[one.pk for one in own.values()]).update(motion=motion)
    data = {"grade": found.grade, "total": str(found.total), "carried": motion.carried}
    _record("committee.voted", at, by, data)
    if motion.carried:
        _settle(at, item, motion, found, by)
    return motion


def waiting(item: SittingCase) -> Application:
    """The rating of an agenda, locked after its sitting. Raises Refused: ``case_decided``."""
    item.sitting = steps.sitting(item.sitting_id)
    at = item.application = steps.locked(item.application)
    awaited = State.REVIEWING if item.again else State.PROPOSED
    if at.status != awaited or item.motions.filter(carried=True).exists():
        raise Refused(refusals.decided())
    return at


def _found(line: Line, group: str, points: str) -> Decimal | None:
    """What was typed for a point or a veto; ValueError with the Reason as its argument."""
    point, typed = line.row.point, points.strip()
    if not line.row.is_veto:
        facts = reckoning.point_facts(line, group)
        return mark_of(points, facts, f"{point.code} {point.title}", indicators.step())
    if typed not in ("", "0", "1"):
        raise ValueError(refusals.veto_unknown())
    return Decimal(typed) if typed else None


def _settle(at: Application, item: SittingCase, motion: Motion, found: Reckoned, by: User) -> None:
    """The decision follows the vote: fixed, upheld, or changed and made public again."""
    before = steps.decision(at)
    old = (before.grade, before.motion.total if before.motion else None)
    if at.status == State.PROPOSED:
        steps.take(at, "decide", by=by)
        _fix(at, motion, found)
        return
    changed = old != (found.grade, found.total)
    _fix(at, motion, found)
    row = queries.open_again(at)
    if row is None:
        raise Refused(refusals.decided())
    row.answer = Answer.CHANGED if changed else Answer.UPHELD
    row.reasons, row.answered_at, row.motion = motion.words, clock.now(), motion
    row.save(update_fields=["answer", "reasons", "answered_at", "motion"])
    publishing.answered(at, row, changed=changed, by=by)


def _fix(at: Application, motion: Motion, found: Reckoned) -> None:
    decision = steps.decision(at)
    decision.motion, decision.grade = motion, motion.grade
    decision.vetoes = list(found.vetoes)
    decision.save(update_fields=["motion", "grade", "vetoes"])


def _held(item: SittingCase, by: User, *, closed_too: bool = False) -> Application:
    """The rating of an agenda for somebody of the office, locked; it waits for the committee."""
    steps.ensure(by, item.sitting.office_id)
    at = waiting(item)
    if item.sitting.closed_at is not None and not closed_too:
        raise Refused(refusals.closed())
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
        [code, _word(one), one.reason] for code, one in sorted(reckoning.changes_of(at).items())
    ]


def _word(change: PointChange) -> str:
    if change.point.nature != Nature.VETO:
        return f"{change.points:f}"
    return str((Veto.HOLDS if reckoning.holds(change) else Veto.FAILS).value)


def _record(action: str, at: Application, by: User, data: Mapping[str, object]) -> None:
    audit.record(action, by=by, subject=f"ratings.application:{at.pk}", case=str(at), data=data)
