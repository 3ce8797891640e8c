"""Reading bases."""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta

from django.db.models import Q, QuerySet

from incubator.bases import hours
from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base, BasePlan, Opening, SpecialDay
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.core import walks, workdays
from portal.permissions import Permission


def public() -> QuerySet[Base]:
    """The bases in use."""
    return Base.objects.filter(active=True).select_related("body__division", "office", "parent")


def by_level() -> list[tuple[BaseLevel, list[Base]]]:
    """The bases in use by level, the widest first; levels without a base are left out."""
    found = list(public().order_by("body__division__code", "pk"))
    groups = [(level, [base for base in found if base.level == level]) for level in BaseLevel]
    return [(level, bases) for level, bases in groups if bases]


def kept_by(user: Anybody) -> QuerySet[Base]:
    """The bases of the offices in which a person keeps bases, in use or not."""
    offices = people.bodies_where(user, Permission.BASE_MANAGE)
    return Base.objects.filter(office__in=offices).select_related("body__division", "office")


def where(user: Anybody, permission: Permission) -> QuerySet[Base]:
    """The bases, in use or not, where a post carries this permission.

    A post held in the base's own body (a base worker) or in its office (a bureau, a street) counts.
    """
    bodies = people.bodies_where(user, permission)
    return Base.objects.filter(Q(office__in=bodies) | Q(body__in=bodies)).select_related(
        "body__division", "office"
    )


def may(user: Anybody, permission: Permission, base: Base) -> bool:
    """Whether a post carries this permission in a base: in its own body or in its office."""
    return people.may(user, permission, body=base.body_id) or people.may(
        user, permission, body=base.office_id
    )


def post_in(user: Anybody, permission: Permission, base: Base) -> str:
    """The words for the history: through which post a person acts in a base."""
    return people.post_in(user, permission, base.body_id) or people.post_in(
        user, permission, base.office_id
    )


def for_programmes(user: Anybody) -> QuerySet[Base]:
    """The bases in use of the offices in which a person edits programmes."""
    return public().filter(office__in=people.bodies_where(user, Permission.PROGRAMME_EDIT))


def above(level: str) -> QuerySet[Base]:
    """The bases in use that may stand above one of this level."""
    wider = [known for known in BaseLevel if RANK[known] < RANK[BaseLevel(level)]]
    return public().filter(level__in=wider)


def base(pk: int) -> Base | None:
    """The base with this id, in use or not; None when there is none."""
    return Base.objects.select_related("body__division", "office", "parent").filter(pk=pk).first()


def open_spans(
    base_ids: Iterable[int], first: date, last: date
) -> Mapping[tuple[int, date], list[tuple[time, time]]]:
    """When bases are open from ``first`` to ``last``: (base, day) → spans in order.

    A day on which a base is closed has no entry. Special days stand before the weekly hours, and
    rows for working days follow the statutory calendar. Three queries, however many bases.
    """
    ids = list(base_ids)
    weekly: dict[tuple[int, int], list[Opening]] = {}
    for row in Opening.objects.filter(base__in=ids):
        weekly.setdefault((row.base_id, row.weekday), []).append(row)
    special = {
        (row.base_id, row.day): row
        for row in SpecialDay.objects.filter(base__in=ids, day__range=(first, last))
    }
    calendar = workdays.calendar()
    found: dict[tuple[int, date], list[tuple[time, time]]] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        works = calendar.works(day)
        for base in ids:
            spans = _spans_of(
                weekly.get((base, day.weekday()), ()), special.get((base, day)), works
            )
            if spans:
                found[base, day] = spans
    return found


def below(base: int) -> frozenset[int]:
    """The ids of a base and of every base under it, however deep; one query."""
    return under([base])


def under(bases: Iterable[int]) -> frozenset[int]:
    """The ids of these bases and of every base under them; one query however many there are."""
    return descend(Base.objects.order_by().values_list("pk", "parent_id"), bases)


def descend(parents: Iterable[tuple[int, int | None]], starts: Iterable[int]) -> frozenset[int]:
    """``starts`` and all that hang under them, by (base, base above); no query."""
    return walks.reached(((above, pk) for pk, above in parents if above is not None), starts)


def seen_by(user: Anybody, permission: Permission) -> frozenset[int]:
    """The ids of the bases where a post carries this permission, and of every base under them."""
    return under(where(user, permission).values_list("pk", flat=True))


def plan_in_force(base: int, year: int) -> BasePlan | None:
    """The newest confirmed plan of a base for a year, with its targets; two queries."""
    found = BasePlan.objects.filter(base=base, year=year).exclude(confirmed_at=None)
    return found.prefetch_related("targets").order_by("-version").first()


def targets(base_ids: Iterable[int], year: int) -> dict[int, dict[str, int]]:
    """{base: {indicator: number}} of the plans in force in a year; two queries."""
    found: dict[int, dict[str, int]] = {}
    plans = BasePlan.objects.filter(base__in=list(base_ids), year=year).exclude(confirmed_at=None)
    for plan in plans.prefetch_related("targets").order_by("version"):
        found[plan.base_id] = {row.indicator: row.amount for row in plan.targets.all()}
    return found


def _spans_of(
    rows: Iterable[Opening], special: SpecialDay | None, works: bool
) -> list[tuple[time, time]]:
    if special is not None:
        if special.opens is None or special.closes is None:
            return []
        return [(special.opens, special.closes)]
    return hours.join((r.opens, r.closes) for r in rows if works or not r.working_days_only)
