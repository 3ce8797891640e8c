"""Reading approvals: which chain holds, whose turn it is, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from portal.accounts import queries as people
from portal.accounts.models import Post, User
from portal.accounts.roles import Role
from portal.bodies import queries as bodies
from portal.core import clock
from portal.core.reasons import Text
from portal.permissions import Permission
from portal.workflow.approvals import shipped
from portal.workflow.approvals.models import Approval, Chain, StockPhrase

if TYPE_CHECKING:
    from portal.bodies.models import Body

LEVELS_UP = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """In what capacity a person may speak at the present link."""

    entitled: bool = False
    substitute: bool = False
    substitute_only: bool = False
    post: str = ""


def chain_for(act: str, office: int, on: date) -> Chain:
    """The chain of an act in an office on a day: its own, else the portal's for the act, else
    the office's for every act, else the default that ships."""
    found = Chain.objects.filter(starts_on__lte=on).filter(
        Q(act=act) | Q(act=""), Q(office=office) | Q(office=None)
    )
    ranked = sorted(found, key=lambda row: (row.act == act, row.office_id == office), reverse=True)
    if not ranked:
        raise LookupError("The default chain is missing; run migrate.")
    best = (ranked[0].act, ranked[0].office_id)
    same = [row for row in ranked if (row.act, row.office_id) == best]
    return max(same, key=lambda row: (row.starts_on, row.pk))


def chains_of(office: int) -> list[Chain]:
    """The chains an office has set itself, newest first, and the shipped ones."""
    found = Chain.objects.filter(Q(office=office) | Q(office=None)).select_related("kept_by")
    return list(found)


def roles() -> list[tuple[str, Text]]:
    """The posts that may stand at a link."""
    return [(code, Role.all[code].title) for code in people.roles_with(Permission.APPROVE)]


def visible_to(user: User) -> QuerySet[Approval]:
    """What a person proposed, what concerns offices where they approve, and what waits for them
    as a substitute."""
    offices = people.bodies_where(user, Permission.APPROVE)
    below = bodies.beneath(offices) - offices
    return (
        Approval.objects.filter(
            Q(proposed_by=user)
            | Q(office__in=offices)
            | Q(pk__in=_as_substitute(user, below))
            | Q(opinions__by=user)
        )
        .select_related("office", "proposed_by", "case")
        .distinct()
    )


def waiting_for(user: User) -> list[Approval]:
    """The proposals whose present link this person may answer, the most urgent first."""
    offices = people.bodies_where(user, Permission.APPROVE)
    if not offices:
        return []
    found = (
        Approval.objects.filter(office__in=bodies.beneath(offices), result="")
        .select_related("office__parent", "proposed_by", "case")
        .prefetch_related("opinions")
    )
    return [row for row in found if turn_of(row, user).entitled]


def proposed_by(user: User) -> QuerySet[Approval]:
    """A person's own proposals, newest first."""
    own = Approval.objects.filter(proposed_by=user).select_related("office")
    return own.order_by("-proposed_at")


def standing(act: str, subject: str) -> Approval | None:
    """The last proposal of an act about a thing, whatever became of it."""
    found = Approval.objects.filter(act=act, subject=subject).select_related("proposed_by")
    return found.order_by("-round").first()


def of_case(case_id: int) -> QuerySet[Approval]:
    """The proposals that concern a case, oldest first."""
    found = Approval.objects.filter(case=case_id).prefetch_related("opinions__by")
    return found.order_by("proposed_at")


def turn_of(approval: Approval, user: User) -> Turn:
    """Whether a person may speak at the present link, in which post, and as a substitute.

    A deputy speaks in the post of the absent colleague, unless that colleague has spoken.
    """
    link = approval.link
    spoken = _spoken(approval)
    if link is None or user.pk in spoken:
        return Turn()
    for post in _posts(user, link["role"]):
        if post.body_id == approval.office_id and post.user_id not in spoken:
            return Turn(entitled=True, post=_words(post, user))
    upper = _upper(approval.office)
    for post in _posts(user, link["role"]):
        if post.body_id in upper and post.user_id not in spoken:
            needed = not _own_people(approval.office_id, link["role"]) - spoken
            return Turn(needed, needed, not needed, _words(post, user))
    return Turn()


def next_people(approval: Approval) -> tuple[list[User], bool]:
    """Who may speak at the present link, and whether they are substitutes."""
    link, spoken = approval.link, _spoken(approval)
    if link is None:
        return [], False
    own = _without(people.holders_of_role(link["role"], approval.office_id), spoken)
    if _own_people(approval.office_id, link["role"]) - spoken:
        return own, False
    for body in _upper(approval.office):
        found = _without(people.holders_of_role(link["role"], body), spoken)
        if found:
            return found, True
    return [], False


def phrases(office: int, act: str) -> list[str]:
    """The sentences offered at a link: the office's own first, then those that ship."""
    own = StockPhrase.objects.filter(office=office, dropped_at=None, act__in=("", act))
    return list(dict.fromkeys([*own.values_list("text", flat=True), *shipped.phrases()]))


def own_phrases(offices: Iterable[int]) -> QuerySet[StockPhrase]:
    """The sentences that offices keep themselves."""
    found = StockPhrase.objects.filter(office__in=list(offices), dropped_at=None)
    return found.select_related("office", "kept_by")


def link_words(link: dict[str, Any]) -> Text:
    """The post of a link in words."""
    return Role.named(link["role"]).title


def _as_substitute(user: User, below: frozenset[int]) -> list[int]:
    open_ones = Approval.objects.filter(office__in=below, result="").select_related(
        "office__parent"
    )
    return [row.pk for row in open_ones.prefetch_related("opinions") if turn_of(row, user).entitled]


def _spoken(approval: Approval) -> set[int]:
    return {approval.proposed_by_id, *(opinion.by_id for opinion in approval.opinions.all())}


def _posts(user: User, role: str) -> list[Post]:
    return [
        post
        for post in people.posts(user)
        if post.role == role and Permission.APPROVE in post.held_role.may
    ]


def _words(post: Post, user: User) -> str:
    deputy = "" if post.user_id == user.pk else f" deputy-of user:{post.user_id}"
    return f"{post.role}@{post.body_id}{deputy}"


def _own_people(office: int, role: str) -> set[int]:
    held = Post.objects.on(clock.today()).filter(body=office, role=role)
    return set(held.values_list("user_id", flat=True))


def _upper(office: Body) -> list[int]:
    found: list[int] = []
    body: Body | None = office.parent
    while body is not None and len(found) < LEVELS_UP:
        found.append(body.pk)
        body = body.parent
    return found


def _without(found: Iterable[User], spoken: set[int]) -> list[User]:
    return [person for person in found if person.pk not in spoken]
