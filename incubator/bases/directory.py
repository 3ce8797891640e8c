"""The directory of bases for everybody: filters, the list, and the figures of the map."""

from dataclasses import dataclass, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from incubator.bases import queries
from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.models import Base, BaseOffer
from portal.bodies import queries as places

MOST_SERVICES = 30
LONGEST = 60
ROWS = (
    ("150625", "150621", "150622"),
    ("150624", "150603", "150602"),
    ("150623", "150626", "150627"),
)
"""How the banners and districts lie to one another, row by row from north to south."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed down to; empty means everything."""

    text: str = ""
    place: str = ""
    level: str = ""
    service: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.place or self.level or self.service)


def listed(filters: Filters) -> QuerySet[Base]:
    """The bases in use within the filters, in the order of places and levels."""
    found = queries.public()
    if filters.place:
        found = found.filter(
            Q(body__division__code__startswith=filters.place)
            | Q(served__division__code__startswith=filters.place)
        )
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.service:
        found = found.filter(services__name=filters.service)
    for word in filters.text.split():
        found = found.filter(_named(word))
    chosen = Base.objects.filter(pk__in=found.order_by().values("pk"))
    return (
        chosen.select_related("body__division__parent", "parent__body")
        .prefetch_related("services")
        .order_by("body__division__code", "body__name", "pk")
    )


def _named(word: str) -> Q:
    """What a word may be found in. Where a base has many of a thing it is asked for by EXISTS:
    joined, thirty words are more tables than one database joins and the other plans in an hour.
    """
    many = ("body__former_names__name", "served__division__name", "services__name")
    found = Q(body__name__icontains=word) | Q(address__icontains=word)
    found |= Q(body__division__name__icontains=word)
    for field in many:
        rows = Base.objects.filter(pk=OuterRef("pk"), **{f"{field}__icontains": word})
        found |= Q(Exists(rows))
    return found


def counts_by_banner(filters: Filters) -> dict[str, int]:
    """How many bases lie in each banner or district, the place itself left open; one query."""
    found = listed(replace(filters, place="")).order_by().prefetch_related(None)
    counted = found.annotate(banner=Substr("body__division_id", 1, 6)).values_list("banner")
    return dict(counted.annotate(n=Count("pk")).order_by("banner"))


def banners() -> dict[str, str]:
    """{code: name} of the banners and districts in code order."""
    return {one.code: one.name for one in places.banners()}


def services() -> list[str]:
    """What bases in use offer, the most frequent first, at most thirty."""
    rows = BaseOffer.objects.filter(base__active=True).values("name").annotate(n=Count("pk"))
    return [row["name"] for row in rows.order_by("-n", "name")[:MOST_SERVICES]]


def filters_of(given: dict[str, str], known: dict[str, str]) -> Filters:
    """The filters of an address; what is unknown is left out."""
    clean = {name: value.strip()[:LONGEST] for name, value in given.items()}
    return Filters(
        text=clean.get("q", ""),
        place=clean.get("place", "") if clean.get("place") in known else "",
        level=clean.get("level", "") if clean.get("level") in BaseLevel.values else "",
        service=clean.get("service", ""),
    )


def wide() -> list[str]:
    """The levels that the page on incubation lists when there are too many bases for all."""
    return [level for level in BaseLevel if RANK[level] <= RANK[BaseLevel.BANNER]]
