"""What the portal knows of bases and rooms, as a list is held against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from incubator.bases import hours, opening, rooms
from incubator.bases.models import Base
from incubator.bases.stations.city import City
from portal.bodies import queries as places

FACTS = (
    "name",
    "level",
    "parent",
    "place",
    "address",
    "phone",
    "hours",
    "in_charge",
    "full_time",
    "services",
)


@dataclass(slots=True)
class Known:
    """A base: its keys, its office, where it lies, and its facts."""

    pk: int
    body: int
    office: int
    division: str
    facts: dict[str, Any]
    former_names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Holdings:
    """Every base by its name, its former names and its place with telephone; and the rooms."""

    by_name: dict[str, list[Known]] = field(default_factory=dict)
    by_former: dict[str, list[Known]] = field(default_factory=dict)
    by_phone: dict[tuple[str, str, str], list[Known]] = field(default_factory=dict)
    rooms: dict[tuple[int, str], Mapping[str, Any]] = field(default_factory=dict)

    def add(self, known: Known) -> None:
        """Take in a base."""
        self.by_name.setdefault(known.facts["name"], []).append(known)
        for name in known.former_names:
            self.by_former.setdefault(name, []).append(known)
        if known.facts["phone"]:
            key = (known.facts["level"], known.facts["place"], known.facts["phone"])
            self.by_phone.setdefault(key, []).append(known)

    def drop(self, known: Known) -> None:
        """Forget what was known of a base."""
        for index in (self.by_name, self.by_former, self.by_phone):
            for many in index.values():
                many[:] = [one for one in many if one.pk != known.pk]

    def named(self, name: str) -> list[Known]:
        """The bases of this name; failing those, the bases that bore it earlier."""
        return self.by_name.get(name) or self.by_former.get(name) or []


def whole(city: City) -> Holdings:
    """Everything the portal knows; seven queries however many bases there are."""
    holdings = Holdings()
    for known in _known(Base.objects.all(), city):
        holdings.add(known)
    holdings.rooms = known_rooms(None)
    return holdings


def one(base: Base, city: City) -> Known:
    """What the portal knows of one base."""
    return _known(Base.objects.filter(pk=base.pk), city)[0]


def _known(bases: QuerySet[Base], city: City) -> list[Known]:
    found = list(
        bases.select_related("body", "parent__body")
        .prefetch_related("openings", "staff", "services")
        .order_by("pk")
    )
    former = places.former_names_of([base.body_id for base in found])
    return [_one(base, city, former.get(base.body_id, set())) for base in found]


def _one(base: Base, city: City, former: set[str]) -> Known:
    heads = [person.name for person in base.staff.all() if person.in_charge and not person.left]
    facts = {
        "name": base.body.name,
        "level": base.level,
        "parent": base.parent.body.name if base.parent else "",
        "place": city.path(base.body.division_id),
        "address": base.address,
        "phone": base.phone,
        "hours": hours.to_json(opening.spans_of(base)),
        "in_charge": heads[0] if heads else "",
        "full_time": base.full_time_staff,
        "services": [offer.name for offer in base.services.all()],
    }
    return Known(base.pk, base.body_id, base.office_id, base.body.division_id, facts, former)


def known_rooms(bases: Iterable[int] | None) -> dict[tuple[int, str], Mapping[str, Any]]:
    """The rooms of some bases, or of all, by base and name."""
    keeper = rooms.keeper()
    return dict(keeper.known(bases)) if keeper else {}
