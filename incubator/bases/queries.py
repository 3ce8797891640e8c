"""Reading bases."""

from django.db.models import QuerySet

from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base
from portal.accounts import queries as people
from portal.accounts.queries import Anybody
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
