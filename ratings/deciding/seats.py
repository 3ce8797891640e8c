"""Reading who sits in committees: members, their seats and agenda, own votes that count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.permissions import Permission
from ratings.deciding.models import Ballot, CommitteeMember, CommitteeSeat, SittingCase

if TYPE_CHECKING:
    from ratings.deciding.reckoning import Reckoned

AGENDA = (
    "sitting__cases__application__organisation__body", "sitting__cases__application__case",
    "sitting__cases__recusals", "sitting__cases__motions", "sitting__cases__ballots",
)  # fmt: skip
"""What a member's list of sittings reads along."""


def members_kept(user: Anybody) -> QuerySet[CommitteeMember]:
    """The members, of now and of before, of the committees that a person keeps; newest last."""
    found = CommitteeMember.objects.filter(
        office__in=people.bodies_where(user, Permission.RATING_CHECK)
    )
    return found.select_related("office", "user").order_by("-to_on", "pk")


def ballots_of(item: SittingCase, found: Reckoned) -> list[Ballot]:
    """The members' own votes that count by now: of those present without a tie, on this motion."""
    barred = item.recusals.values("seat")
    rows = item.ballots.filter(motion=None, seat__present=True, grade=found.grade)
    return list(rows.filter(total=found.total).exclude(seat__in=barred))


def own_seats(user: Anybody) -> QuerySet[CommitteeSeat]:
    """The seats of a person in committees, the latest sitting first."""
    rows = CommitteeSeat.objects.filter(member__user=user.pk or 0)
    return rows.select_related("sitting__office", "member").order_by(
        "-sitting__held_on", "-sitting", "-pk"
    )
