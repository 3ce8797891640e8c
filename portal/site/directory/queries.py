"""The directory: which organisations are listed, and how many there are of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from portal.audit import queries as audit
from portal.bodies import queries as bodies
from portal.bodies.enums import BodyKind
from portal.core.ui import Happened
from portal.organisations import queries as organisations
from portal.site.directory.words import ACTS

if TYPE_CHECKING:
    from portal.organisations.register.models import Organisation

ORDERS = {"newest": "-registered_on", "oldest": "registered_on", "name": "body__name"}
FIRST_ORDER = "newest"
RECENT = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed down to; empty means everything."""

    division: str = ""
    kinds: tuple[str, ...] = ()
    text: str = ""
    order: str = FIRST_ORDER

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.division or self.kinds or self.text)


def listed(filters: Filters) -> "QuerySet[Organisation]":
    """The standing organisations within the filters, in their order."""
    found = organisations.public()
    if filters.division == bodies.CITY:
        found = found.filter(body__division=bodies.CITY)
    elif filters.division:
        found = found.filter(body__division__code__startswith=filters.division)
    if filters.kinds:
        found = found.filter(body__kind__in=filters.kinds)
    for word in filters.text.split():
        code = Q(body__credit_code__istartswith=word)
        found = found.filter(code | Q(body__name__icontains=word))
    return found.order_by(ORDERS[filters.order], "pk")


def counts_by_place(filters: Filters) -> dict[str, int]:
    """How many there are in each banner, the place itself left open."""
    found = listed(replace(filters, division="")).order_by()
    places = found.annotate(place=Substr("body__division_id", 1, 6)).values_list("place")
    return dict(places.annotate(n=Count("pk")).order_by("place"))


def counts_by_kind(filters: Filters) -> dict[str, int]:
    """How many there are of each kind, the kind itself left open."""
    found = listed(replace(filters, kinds=())).order_by()
    return dict(found.values_list("body__kind").annotate(n=Count("pk")).order_by("body__kind"))


def place_names(codes: Mapping[str, int]) -> dict[str, str]:
    """The names of the divisions."""
    return bodies.names_of(codes)


def kind_names() -> dict[str, str]:
    """The names of the kinds an organisation of the register can have."""
    return {kind.value: str(kind.label) for kind in BodyKind}


def told_with_check(pk: int) -> tuple[list[Happened], audit.Check | None]:
    """What lists changed of an organisation, newest first, and the last check of the record.

    No person is named.
    """
    subject = f"organisations.organisation:{pk}"
    events, check = audit.history_with_check(subject=subject, limit=RECENT)
    told = [
        Happened(title=ACTS[event.action], at=event.at) for event in events if event.action in ACTS
    ]
    return told, check
