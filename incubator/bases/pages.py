"""What the public page of a base shows, read in few queries."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, Value, When

from incubator.bases.enums import BaseLevel, Indicator
from incubator.bases.models import Base, BaseOffer, BasePlan, BaseStaff, ServedDivision
from portal.core.reasons import Text

STAFF, SERVICE, SERVED, BELOW = 1, 2, 3, 4
MOST_BELOW = 12
EMPTY = Value("", output_field=CharField())


@dataclass(frozen=True, slots=True)
class Row:
    """A line of one of the lists: ``first`` marks the person in charge."""

    pk: int
    name: str
    words: str
    phone: str
    first: bool

    @property
    def level(self) -> Text:
        """The level of a base below."""
        return BaseLevel(self.phone).label


@dataclass(slots=True)
class Beside:
    """The lists of a base's page; ``more_below`` says that not all bases below are shown."""

    staff: list[Row] = field(default_factory=list)
    services: list[Row] = field(default_factory=list)
    served: list[Row] = field(default_factory=list)
    below: list[Row] = field(default_factory=list)

    @property
    def more_below(self) -> bool:
        """Whether there are more bases below than a page shows."""
        return len(self.below) > MOST_BELOW


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan that counts: its year, text, when it was confirmed, and {indicator: number}."""

    year: int
    text: str
    confirmed_at: datetime | None
    targets: Sequence[tuple[Text, int]]


def base(pk: int, **more: Any) -> Base | None:
    """A base with what stands in one row with it; ``more`` are annotations."""
    found = Base.objects.select_related("body__division", "office", "parent__body")
    return found.filter(pk=pk).annotate(**more).first()


def beside(pk: int) -> Beside:
    """Staff who are still here, services, divisions served and bases below; one query.

    A telephone is read only where it is public.
    """
    phone = Case(When(phone_public=True, then=F("phone")), default=EMPTY)
    staff = _rows(
        BaseStaff.objects.filter(base=pk, left=None).order_by(),
        STAFF,
        Case(When(in_charge=True, then=Value(0)), default=F("place") + 1),
        (F("name"), F("duty"), phone),
    )
    services = BaseOffer.objects.filter(base=pk).order_by()
    served = ServedDivision.objects.filter(base=pk).order_by()
    below = Base.objects.filter(parent=pk, active=True).order_by()
    many = staff.union(
        _rows(services, SERVICE, Value(1), (F("name"), EMPTY, EMPTY)),
        _rows(served, SERVED, Value(1), (F("division__name"), EMPTY, EMPTY)),
        _rows(below, BELOW, Value(1), (F("body__name"), F("address"), F("level"))),
        all=True,
    )
    lists: dict[int, list[Row]] = {STAFF: [], SERVICE: [], SERVED: [], BELOW: []}
    for kind, place, key, name, words, said in sorted(many, key=lambda row: row[:3]):
        lists[kind].append(Row(key, name, words, said, place == 0))
    return Beside(*lists.values())


def plan(pk: int, year: int) -> Plan | None:
    """The newest confirmed plan of a base for a year, with its targets; one query."""
    found = BasePlan.objects.filter(base=pk, year=year).exclude(confirmed_at=None)
    rows = list(
        found.order_by("-version", "targets__pk").values_list(
            "version", "text", "confirmed_at", "targets__indicator", "targets__amount"
        )
    )
    if not rows:
        return None
    version, text, confirmed_at = rows[0][:3]
    targets = [(Indicator(row[3]).label, row[4]) for row in rows if row[0] == version and row[3]]
    return Plan(year, text, confirmed_at, targets)


def _rows(found: QuerySet[Any], kind: int, place: Any, words: tuple[Any, Any, Any]) -> Any:
    """Rows of one list in the shape all of them share."""
    name, said, phone = words
    return found.annotate(
        page_kind=Value(kind, output_field=IntegerField()),
        page_place=place,
        page_name=name,
        page_words=said,
        page_phone=phone,
    ).values_list("page_kind", "page_place", "pk", "page_name", "page_words", "page_phone")
