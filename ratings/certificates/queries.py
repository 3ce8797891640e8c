"""Reading grades for everybody: the list with its filters, an organisation's, a number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from portal.bodies import queries as bodies
from portal.core import clock, credit_code
from portal.organisations.record import grades

if TYPE_CHECKING:
    from portal.organisations.record.models import Grade

PLACE = "organisation__body__division__code"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed down to; empty means everything. ``whole``: also what has ended."""

    day: date
    banner: str = ""
    kind: str = ""
    level: int = 0
    words: str = ""
    whole: bool = False


def listed(filters: Filters | None) -> QuerySet[Grade]:
    """The grades of standing organisations within the filters, the newest first; None: nothing."""
    if filters is None:
        return grades.holding(clock.today()).none()
    day = filters.day
    found = grades.announced(day) if filters.whole else grades.holding(day)
    if filters.banner == bodies.CITY:
        found = found.filter(**{PLACE: bodies.CITY})
    elif filters.banner:
        found = found.filter(**{f"{PLACE}__startswith": filters.banner})
    if filters.kind:
        found = found.filter(organisation__body__kind=filters.kind)
    if filters.level:
        found = found.filter(level=filters.level)
    if filters.words:
        code = Q(organisation__body__credit_code=credit_code.clean(filters.words))
        found = found.filter(code | Q(organisation__body__name__icontains=filters.words))
    return found


def places() -> list[tuple[str, str]]:
    """The city itself, then its banners and districts: code and name."""
    return [(row.code, row.name) for row in bodies.banners()]


def checked(words: str) -> list[Grade]:
    """The grades behind the number of a certificate, or behind a credit code."""
    return grades.numbered(words) or grades.of_code(words)
