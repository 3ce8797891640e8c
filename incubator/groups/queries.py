"""Reading community groups: who sees them, what is public, what they may not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from incubator.admission import filed
from incubator.groups.conditions import Facts
from incubator.groups.enums import LIVE, ON_FILE, PUBLIC, Category, GroupState
from incubator.groups.models import CommunityGroup
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.bodies import queries as bodies
from portal.bodies.enums import OFFICES, SOCIAL_ORGANISATIONS, BodyKind, Level
from portal.core import clock
from portal.core.reasons import Reason
from portal.law import queries as law
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.bodies.models import Body, Division

SHOWN = ("case__holder", "case__handler", "street", "community", "host", "body")


@dataclass(frozen=True, slots=True)
class Draft:
    """A group as typed: what is wanted of it, and the words that name its host."""

    name: str
    category: str
    purpose: str
    place: str
    members: int
    head_name: str
    head_phone: str
    community: str
    host: str
    for_profit: bool


def public() -> QuerySet[CommunityGroup]:
    """The groups on file whose filing is confirmed, by name."""
    rows = CommunityGroup.objects.filter(status__in=PUBLIC)
    return rows.select_related("street", "community", "host").order_by("name", "pk")


def public_filtered(street: str, category: str, words: str) -> QuerySet[CommunityGroup]:
    """The public groups of a street (its id as text), a category, with words in the name."""
    rows = public()
    if street.isascii() and street.isdigit():
        rows = rows.filter(street=int(street[:9]))
    if category in Category.values:
        rows = rows.filter(category=category)
    return rows.filter(name__icontains=words) if words else rows


def streets_with_groups() -> list[tuple[int, str, int]]:
    """(id, name, number of public groups) of the streets that have any."""
    rows = public().order_by("street__name").values_list("street", "street__name")
    return [(pk, name, n) for pk, name, n in rows.annotate(number=Count("pk"))]


def counts_by_category() -> list[tuple[Category, int]]:
    """How many public groups each category has; every category is named."""
    rows = public().order_by().values_list("category").annotate(number=Count("pk"))
    found: dict[str, int] = dict(rows)
    return [(category, found.get(category, 0)) for category in Category]


def visible_to(user: User) -> QuerySet[CommunityGroup]:
    """The groups a person handed in or belongs to, and those of the streets they work in."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    found = Q(case__holder__in=offices) | Q(case__applicant_user=user) | Q(body__in=own)
    return CommunityGroup.objects.filter(found).select_related(*SHOWN)


def of_applicant(user: User) -> QuerySet[CommunityGroup]:
    """The groups that a person handed in, or belongs to."""
    own = people.bodies_where(user, Permission.ORGANISATION_VIEW)
    rows = CommunityGroup.objects.filter(Q(case__applicant_user=user) | Q(body__in=own))
    return rows.select_related(*SHOWN)


def of_offices(user: User) -> QuerySet[CommunityGroup]:
    """The groups of the streets in which a person sees cases."""
    offices = people.bodies_where(user, Permission.CASES_VIEW)
    return CommunityGroup.objects.filter(case__holder__in=offices).select_related(*SHOWN)


def kept_by(user: Anybody) -> QuerySet[CommunityGroup]:
    """The groups of the streets in which a person files groups."""
    offices = people.bodies_where(user, Permission.GROUP_FILE)
    return CommunityGroup.objects.filter(street__in=offices).select_related(*SHOWN)


def streets() -> QuerySet[Body]:
    """The street offices that file groups, by division."""
    return bodies.of_kind(BodyKind.STREET_OFFICE).order_by("division__code", "pk")


def street(pk: int) -> Body | None:
    """The street office with this id, or None."""
    return streets().filter(pk=pk).first()


def communities(office: Body) -> QuerySet[Division]:
    """The communities of a street."""
    return bodies.divisions_under(office.division_id).filter(level=Level.COMMUNITY)


def host_named(words: str) -> Body | None:
    """The body that somebody means as host: by credit code or by its whole name."""
    plain = words.strip()
    return bodies.with_code(plain.upper()) or bodies.named(plain).first() if plain else None


def host_is(words: str) -> str:
    """What the words for a host mean: "" for none, "unknown", "group" or "ok"."""
    if not words.strip():
        return ""
    found = host_named(words)
    if found is None:
        return "unknown"
    may_host = {*SOCIAL_ORGANISATIONS, *OFFICES, BodyKind.PUBLIC_INSTITUTION}
    return "ok" if found.kind in may_host else "group"


def facts_of(
    draft: Draft, office: Body, by: User | None, *, but: CommunityGroup | None = None
) -> Facts:
    """The facts on which a group is handed in or completed."""
    same = CommunityGroup.objects.filter(street=office, name=draft.name, status__in=LIVE)
    return Facts(
        name=draft.name,
        for_profit=draft.for_profit,
        members=draft.members,
        least=members_least(clock.today()),
        taken=(same.exclude(pk=but.pk) if but else same).exists(),
        in_street=communities(office).filter(code=draft.community).exists(),
        host_is=host_is(draft.host),
        host=draft.host,
    )


def facts(row: CommunityGroup, by: User | None) -> Facts:
    """The facts on which a group is decided; ``row`` has just been read (or locked)."""
    same = CommunityGroup.objects.filter(street=row.street_id, name=row.name, status__in=LIVE)
    return Facts(
        own_case=by is not None and is_party(row, by),
        name=row.name,
        for_profit=row.for_profit,
        members=row.members,
        least=members_least(clock.today()),
        taken=same.exclude(pk=row.pk).exists(),
        in_street=bodies.lies_within(row.community_id, row.street.division_id),
    )


def is_party(row: CommunityGroup, by: User) -> bool:
    """Whether a person handed the group in or has a post in it."""
    mine = people.bodies_where(by, Permission.ORGANISATION_VIEW)
    return (row.case is not None and row.case.applicant_user_id == by.pk) or row.body_id in mine


def members_least(on: date) -> int:
    """How many members a group needs, by the row of the day."""
    return int(law.rule("groups.members_least", on=on).value)


def of_body(body_id: int) -> CommunityGroup | None:
    """The group on file whose body this is, or None."""
    return CommunityGroup.objects.filter(body=body_id).select_related(*SHOWN).first()


def may_be_paid(body: Body) -> tuple[Reason, ...]:
    """Why no money may be paid to a body: reasons for a filed group, none for anybody else."""
    if body.kind != BodyKind.COMMUNITY_GROUP:
        return ()
    return (filed.cannot_be_paid(body.name),)


def may_sign(body: Body) -> tuple[Reason, ...]:
    """Why a body may not sign: reasons for a filed group, none for anybody else."""
    if body.kind != BodyKind.COMMUNITY_GROUP:
        return ()
    return (filed.cannot_sign(body.name),)


def silent(moment: datetime) -> QuerySet[CommunityGroup]:
    """Groups whose filing was sent back and not completed in time (for the due-runner)."""
    return _late(GroupState.RETURNED, moment)


def to_confirm(moment: datetime) -> QuerySet[CommunityGroup]:
    """Groups on file that have to confirm for another year (for the due-runner)."""
    today = clock.day(moment)
    return CommunityGroup.objects.filter(status=GroupState.FILED, confirm_by__lte=today)


def not_confirmed(moment: datetime) -> QuerySet[CommunityGroup]:
    """Groups that did not confirm in time (for the due-runner)."""
    return _late(GroupState.CONFIRMING, moment)


def to_remind(on: date) -> Sequence[CommunityGroup]:
    """Groups whose time to confirm ends within the days of the row, and that are not confirmed."""
    days = int(law.rule("groups.remind_before", on=on).value)
    rows = CommunityGroup.objects.filter(
        status=GroupState.CONFIRMING,
        case__due_on__gte=on,
        case__due_on__lte=on + timedelta(days=days),
    )
    return list(rows.select_related(*SHOWN))


def by_state(user: Anybody) -> dict[str, int]:
    """How many groups of a person's streets stand in each state."""
    rows = kept_by(user).order_by().values_list("status").annotate(number=Count("pk"))
    return dict(rows)


def on_file(user: Anybody) -> QuerySet[CommunityGroup]:
    """The groups on file of a person's streets, public or not."""
    return kept_by(user).filter(status__in=ON_FILE)


def _late(state: GroupState, moment: datetime) -> QuerySet[CommunityGroup]:
    today = clock.day(moment)
    return CommunityGroup.objects.filter(status=state, case__due_on__lt=today)
