"""Reading the pool of experts."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.bodies import queries as bodies
from portal.core import clock, workdays
from portal.law.queries import rule
from portal.panels.experts.conditions import Candidate, Known
from portal.panels.experts.models import Expert, Tie
from portal.permissions import Permission


def pool() -> QuerySet[Expert]:
    """All experts with account and ties, by number; those who were taken out too."""
    return Expert.objects.select_related("user").prefetch_related("ties").order_by("pk")


def of_user(user: User) -> Expert | None:
    """The profile of a person, or None."""
    return Expert.objects.select_related("user").prefetch_related("ties").filter(user=user).first()


def ties_of(user: User) -> QuerySet[Tie]:
    """The ties in a person's own profile."""
    return Tie.objects.filter(expert__user=user).select_related("expert", "body")


def may_score(user: User) -> bool:
    """Whether the person holds the post of an expert today."""
    return people.may(user, Permission.PANEL_SCORE)


def able() -> frozenset[int]:
    """The accounts that hold the post of an expert today."""
    return frozenset(people.everybody_with(Permission.PANEL_SCORE).values_list("pk", flat=True))


def candidates(among: Iterable[int]) -> list[Candidate]:
    """The experts who may be drawn today, with all that ties them, by number.

    ``among`` are the bodies that are judged: posts held in them count as ties, those that ended
    too, for the years of the row.
    """
    bodies_judged, held, left = list(among), defaultdict(set), defaultdict(set)
    years = rule("panels.former_staff_years", on=clock.today()).value
    for post in people.posts_in(bodies_judged):
        held[post.user_id].add(post.body_id)
    for post in people.posts_ended_in(
        bodies_judged, since=workdays.months_later(clock.today(), -12 * years)
    ):
        left[post.user_id].add(post.body_id)
    found = pool().filter(active=True, user__in=able())
    return [
        _candidate(expert, frozenset(held[expert.user_id]), frozenset(left[expert.user_id]))
        for expert in found
    ]


def tie_years() -> int:
    """How many years a former post still counts today."""
    return rule("panels.tie_years", on=clock.today()).value


def body_named(name: str) -> int | None:
    """The one body on the portal that bears exactly this name, or None."""
    found = list(bodies.named(name)[:2])
    return found[0].pk if len(found) == 1 else None


def names_of(experts: Iterable[int]) -> dict[int, str]:
    """The names of experts by number."""
    found = Expert.objects.filter(pk__in=list(experts)).select_related("user")
    return {expert.pk: expert.user.get_full_name() for expert in found}


def _candidate(expert: Expert, posts: frozenset[int], former: frozenset[int]) -> Candidate:
    return Candidate(
        expert=expert.pk,
        user=expert.user_id,
        name=expert.user.name,
        employer=expert.employer,
        ties=tuple(
            Known(tie.kind, tie.name, tie.body_id, tie.until_on) for tie in expert.ties.all()
        ),
        posts=posts,
        former=former,
    )
