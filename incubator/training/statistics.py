"""Hours of training by base and month, in one query; ``queries.attended_in`` is the list behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import TruncMonth

from incubator.training import queries
from portal.core import clock


@dataclass(frozen=True, slots=True)
class Hours:
    """What was attended at a base in a month (its first day): minutes of all, and how many came."""

    base_id: int
    month: date
    minutes: int
    people: int


def hours(base_ids: Iterable[int], first: date, last: date) -> list[Hours]:
    """Minutes attended by base and month between two days, both included; one query."""
    found = (
        queries.attended_in(list(base_ids), first, last)
        .order_by()
        .annotate(month=TruncMonth("session__starts_at", tzinfo=clock.SHANGHAI))
        .values("session__run__course__base", "month")
        .annotate(total=Sum("minutes"), people=Count("enrolment", distinct=True))
        .order_by("month", "session__run__course__base")
    )
    return [
        Hours(
            row["session__run__course__base"],
            clock.day(row["month"]),
            row["total"],
            row["people"],
        )
        for row in found
    ]
