"""Whose dashboards a person opens."""

from django.db.models import Q

from incubator.bases import queries as bases
from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base
from portal.accounts.queries import Anybody
from portal.permissions import Permission

ABOVE = ("parent", "parent__parent", "parent__parent__parent")


def seen_by(user: Anybody) -> list[Base]:
    """The bases whose people or office a person belongs to, the widest first."""
    found = bases.where(user, Permission.BASE_DASHBOARD).filter(active=True)
    return sorted(found, key=lambda row: (RANK[BaseLevel(row.level)], row.body.name))


def opened(user: Anybody, pk: int) -> Base | None:
    """A base whose dashboard a person may open: theirs, or one below theirs; else None."""
    own = bases.where(user, Permission.BASE_DASHBOARD).values("pk")
    above = Q(pk__in=own)
    for way in ABOVE:
        above |= Q(**{f"{way}__in": own})
    found = Base.objects.filter(above, pk=pk)
    return found.select_related("body__division", "office", "parent__body").first()
