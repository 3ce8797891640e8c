"""What a figure looks at: a place with all below it, between two days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from portal.bodies import queries as bodies
from portal.core import clock

OF_REGION, REGION_DIGITS = "0000", 2


@dataclass(frozen=True, slots=True)
class Scope:
    """The code of a division, and the days looked at, both included."""

    place: str
    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The first moment of the first day."""
        return datetime.combine(self.first, time(), clock.SHANGHAI)

    @property
    def ends(self) -> datetime:
        """The first moment after the last day."""
        return datetime.combine(self.last + timedelta(days=1), time(), clock.SHANGHAI)

    def within(self, path: str) -> Q:
        """A filter on the way to a division: the place itself and everything under it."""
        whole = self.place[:REGION_DIGITS] if self.place.endswith(OF_REGION) else self.place
        return Q(**{f"{path}__in": bodies.divisions_under(whole).values("code")})

    def between(self, path: str) -> Q:
        """A filter on the way to a day: within the days looked at."""
        return Q(**{f"{path}__range": (self.first, self.last)})
