"""Every number of a dashboard in one query: a union of small counts, read into a ``Tally``."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    F,
    IntegerField,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, ExtractMonth
from django.utils.translation import get_language

from incubator.dashboards import figures, granted, waiting
from incubator.dashboards.scope import Scope
from incubator.programmes.models import Tier
from incubator.venues.enums import RoomKind
from incubator.venues.models import Room
from portal.core import clock

BANNER = 6
COLUMNS = ("t_what", "t_key", "t_one", "t_two")
Rows = QuerySet[Any]


@dataclass(slots=True)
class Tally:
    """What was counted: ``one`` by (what, key), ``two`` a second number where there is one."""

    one: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    two: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def total(self, what: str) -> int:
        """The sum over all keys."""
        return sum(self.one[what].values())

    def by_month(self, what: str) -> dict[int, int]:
        """Numbers by month (1 to 12)."""
        return {int(key): number for key, number in self.one[what].items()}

    def by_tier(self) -> dict[int, int]:
        """Organisations in residence by the id of their tier."""
        return {int(key): number for key, number in self.one["tier"].items()}

    def by_banner(self) -> dict[str, int]:
        """Organisations in residence by the code of the banner of their base."""
        found: defaultdict[str, int] = defaultdict(int)
        for key, number in self.one["place"].items():
            found[key[:BANNER]] += number
        return dict(found)


def tally(scope: Scope) -> Tally:
    """Count everything that a dashboard of this scope shows: one query."""
    stays = figures.residents(scope)
    parts = [
        _counted("tier", stays, F("application__programme__tier")),
        _counted("place", stays, F("base__body__division")),
        _counted("applications", figures.applications(scope), _month("submitted_at")),
        _counted("graduates", figures.graduates(scope), ExtractMonth("ended_on")),
        _summed("training", figures.attended(scope), _month("session__starts_at"), "minutes"),
        _summed("money", figures.money_used(scope), _month("at"), "used"),
        _summed("support", granted.running(scope), F("kind"), "granted", "used"),
        _counted("lent", figures.desks(scope), Value("")),
        _summed("desks", _desks(scope), Value(""), "capacity"),
        *(
            _counted("waiting", figure.rows(scope), Value(code))
            for code, figure in waiting.FIGURES.items()
        ),
    ]
    found = Tally()
    for what, key, first, second in parts[0].union(*parts[1:], all=True):
        found.one[what][key] = first or 0
        found.two[what][key] = second or 0
    return found


def tier_names() -> list[tuple[int, str]]:
    """The tiers in use in their order, named in the reader's language."""
    english = (get_language() or "").startswith("en")
    rows = Tier.objects.filter(active=True)
    return [(row.pk, row.name_en if english and row.name_en else row.name) for row in rows]


def months(scope: Scope) -> list[date]:
    """The first days of the months of a scope."""
    return [date(scope.first.year, number, 1) for number in range(1, scope.last.month + 1)]


def _counted(what: str, rows: Rows, key: Any) -> Rows:
    found: Rows = _named(what, rows, key).annotate(t_one=Count("pk"), t_two=_nothing())
    return found.values_list(*COLUMNS)


def _summed(what: str, rows: Rows, key: Any, first: str, second: str = "") -> Rows:
    other = _sum(second) if second else _nothing()
    found: Rows = _named(what, rows, key).annotate(t_one=_sum(first), t_two=other)
    return found.values_list(*COLUMNS)


def _named(what: str, rows: Rows, key: Any) -> Rows:
    named: Rows = rows.select_related(None).order_by()
    named = named.annotate(
        t_what=Value(what, output_field=CharField()), t_key=Cast(key, CharField(max_length=40))
    )
    return named.values("t_what", "t_key")


def _sum(name: str) -> Any:
    return Cast(Coalesce(Sum(name), 0), BigIntegerField())


def _nothing() -> Any:
    return Value(0, output_field=BigIntegerField())


def _month(name: str) -> Any:
    return ExtractMonth(F(name), tzinfo=clock.SHANGHAI, output_field=IntegerField())


def _desks(scope: Scope) -> QuerySet[Room]:
    return Room.objects.filter(base__in=scope.bases, kind=RoomKind.DESK, active=True)
