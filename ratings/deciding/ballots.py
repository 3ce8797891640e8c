"""A member's own vote on a case, given on their own page before the office writes the vote down."""

from __future__ import annotations

from django.db import transaction

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Refused, not_permitted, refuse_if_blocked
from ratings.deciding import committee, conditions, queries, reckoning, refusals, seats, voting
from ratings.deciding.enums import Says
from ratings.deciding.models import Ballot, CommitteeSeat, SittingCase


@transaction.atomic
def cast(*, item: SittingCase, grade: int, says: str, by: User) -> Ballot:
    """Vote "for", "against" or "abstains" on the grade that the page showed; again: change it.

    The vote counts when the office writes the vote of the committee down, unless the points were
    changed meanwhile. Raises Refused: ``not_permitted`` (no member of this sitting),
    ``case_decided``, ``sitting_closed``, ``sitting_to_come``, ``attendance_missing``,
    ``no_quorum``, ``recused``, ``absent``, ``vote_unknown``, ``grade_moved``.
    """
    seat = seat_of(item, by)
    at = voting.waiting(item)
    committee.find_ties(item.sitting, only=item.pk)
    found = reckoning.of(at)
    reasons = [*conditions.ballot_refused(queries.vote_facts(item, ()), seat.pk)]
    if says not in Says.values:
        reasons.append(refusals.unknown_vote())
    if grade != found.grade:
        reasons.append(refusals.grade_moved())
    refuse_if_blocked(reasons)
    given = {"says": says, "grade": found.grade, "total": found.total, "at": clock.now()}
    ballot, _new = Ballot.objects.update_or_create(
        case=item, seat=seat, motion=None, defaults=given
    )
    data = {"member": str(seat), "says": says, "grade": found.grade, "total": str(found.total)}
    subject = f"ratings.application:{at.pk}"
    audit.record("committee.ballot", by=by, subject=subject, case=str(at), data=data)
    return ballot


def seat_of(item: SittingCase, by: User) -> CommitteeSeat:
    """The seat of a person at the sitting of a case. Raises Refused: ``not_permitted``."""
    seat = seats.own_seats(by).filter(sitting=item.sitting_id).first()
    if seat is None:
        raise Refused(not_permitted())
    return seat
