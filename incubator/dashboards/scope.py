"""What a dashboard looks at: a base, alone or with all below it, between two days."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from incubator.bases import queries
from incubator.bases.enums import BaseLevel
from incubator.bases.models import Base
from portal.core import clock, workdays

FIRST_YEAR = 2020
BANNER = 6


@dataclass(frozen=True, slots=True)
class Scope:
    """A base with the ids of the bases looked at, and the days, both included.

    ``below`` says whether the bases below are looked at too; ``number_below`` how many there are.
    ``banner_bases`` are those of banners among them, by the banner's code.
    """

    base: Base
    bases: frozenset[int]
    first: date
    last: date
    below: bool
    number_below: int
    banner_bases: Mapping[str, int] = field(default_factory=dict)
    month: bool = False

    @property
    def begins(self) -> datetime:
        """The first moment of the first day."""
        return datetime.combine(self.first, time(), clock.SHANGHAI)

    @property
    def ends(self) -> datetime:
        """The first moment after the last day."""
        return datetime.combine(self.last + timedelta(days=1), time(), clock.SHANGHAI)

    @property
    def query(self) -> str:
        """The parameters of the address that stand for this scope."""
        month = f"&month={self.first.month}" if self.month else ""
        return f"with={'below' if self.below else 'own'}&year={self.first.year}{month}"

    def of_month(self, number: int) -> "Scope":
        """The same bases in one month of the year, up to the scope's last day."""
        first = date(self.first.year, number, 1)
        last = workdays.months_later(first, 1) - timedelta(days=1)
        return replace(self, first=first, last=min(last, self.last), month=True)


def scope(base: Base, *, own: bool, year: str, today: date) -> Scope:
    """The scope of a page: this year up to today, or a past year whole; one query."""
    known = list(Base.objects.order_by().values_list("pk", "parent", "level", "body__division"))
    whole = queries.descend(((key, above) for key, above, _level, _place in known), [base.pk])
    wanted = int(year) if year.isdecimal() and FIRST_YEAR <= int(year) <= today.year else today.year
    last = today if wanted == today.year else date(wanted, 12, 31)
    below = not own and len(whole) > 1
    seen = whole if below else frozenset({base.pk})
    banners = {
        place[:BANNER]: key
        for key, _parent, level, place in known
        if level == BaseLevel.BANNER and key in seen
    }
    return Scope(base, seen, date(wanted, 1, 1), last, below, len(whole) - 1, banners)
