"""Which members of a committee have a tie to an organisation, as the draws of panels know ties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from portal.accounts import queries as people
from portal.core import clock, workdays
from portal.law.queries import rule
from portal.panels.experts import queries as pool
from portal.panels.experts.conditions import Candidate, Known, Named, exclusions
from portal.permissions import Permission

if TYPE_CHECKING:
    from ratings.applications.models import Application
    from ratings.deciding.models import CommitteeMember


def found(
    members: Collection[CommitteeMember], rows: Iterable[Application]
) -> dict[tuple[int, int], str]:
    """The code of the first tie by member and rating; whoever is not named has none.

    Posts that ended lately count (former staff), profiles of experts and employers too.
    """
    named = {row.pk: _named(row) for row in rows}
    candidates = _candidates(members, [one.body for one in named.values() if one.body])
    on, years = clock.today(), pool.tie_years()
    ties: dict[tuple[int, int], str] = {}
    for key, one in named.items():
        for candidate in candidates:
            for tie in exclusions(candidate, [one], on=on, years=years):
                ties.setdefault((candidate.expert, key), tie.code)
    return ties


def _named(row: Application) -> Named:
    organisation = row.organisation
    accounts = people.holders(Permission.ORGANISATION_VIEW, row.organisation_id)
    body = organisation.body
    behind = {row.contact, organisation.legal_representative} - {""}
    return Named(
        name=body.name,
        body=row.organisation_id,
        names=tuple(body.former_names.values_list("name", flat=True)),
        people=tuple(sorted(behind)),
        users=tuple(accounts.values_list("pk", flat=True)),
    )


def _candidates(members: Collection[CommitteeMember], bodies: list[int]) -> list[Candidate]:
    held, left = defaultdict(set), defaultdict(set)
    years = int(rule("panels.former_staff_years", on=clock.today()).value)
    for post in people.posts_in(bodies):
        held[post.user_id].add(post.body_id)
    for post in people.posts_ended_in(
        bodies, since=workdays.months_later(clock.today(), -12 * years)
    ):
        left[post.user_id].add(post.body_id)
    users = [one.user_id for one in members if one.user_id]
    profiles = {one.user_id: one for one in pool.pool().filter(user__in=users)}
    return [_candidate(one, held, left, profiles.get(one.user_id or 0)) for one in members]


def _candidate(
    member: CommitteeMember,
    held: dict[int, set[int]],
    left: dict[int, set[int]],
    profile: object,
) -> Candidate:
    user = member.user_id or 0
    ties = getattr(profile, "ties", None)
    return Candidate(
        expert=member.pk,
        user=user or -member.pk,
        name=member.name,
        employer=member.employer,
        ties=tuple(
            Known(tie.kind, tie.name, tie.body_id, tie.until_on)
            for tie in (ties.all() if ties is not None else ())
        ),
        posts=frozenset(held[user]) if user else frozenset(),
        former=frozenset(left[user]) if user else frozenset(),
    )
