"""How far a base kept the hours it promised: the check-ins of its staff against its hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from incubator.bases import queries
from incubator.bases.models import BaseCheckIn
from portal.core import clock

Pair = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Day:
    """A day at a base: the spans promised, minutes promised and kept, and who was there when."""

    day: date
    spans: Sequence[tuple[time, time]]
    promised: int
    kept: int
    visits: Sequence[BaseCheckIn]


@dataclass(frozen=True, slots=True)
class Kept:
    """Minutes promised and kept over some days; ``percent`` is None where nothing was promised."""

    promised: int
    kept: int
    days: Sequence[Day] = ()

    @property
    def percent(self) -> int | None:
        """The share kept, rounded down, 0 to 100."""
        return self.kept * 100 // self.promised if self.promised else None


def of_bases(base_ids: Iterable[int], first: date, last: date) -> Mapping[int, Kept]:
    """How far bases kept their hours from ``first`` to ``last``; five queries at most.

    A minute counts when somebody of the staff was checked in; hours still to come are not promised
    yet. Whoever was never checked out counts until the end of that day.
    """
    ids, moment = list(base_ids), clock.now()
    open_spans = queries.open_spans(ids, first, last)
    visits = _visits(ids, first, last)
    found = {}
    for base in ids:
        days = [
            _day(day, open_spans.get((base, day), ()), visits.get((base, day), ()), moment)
            for day in _days(first, min(last, clock.day(moment)))
        ]
        shown = [day for day in days if day.promised or day.visits]
        promised, kept = sum(d.promised for d in days), sum(d.kept for d in days)
        found[base] = Kept(promised, kept, shown)
    return found


def month(base: int, year: int, number: int) -> Kept:
    """How far a base kept its hours in a month, day by day."""
    first = date(year, number, 1)
    last = date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)
    return of_bases([base], first, last)[base]


def _visits(
    ids: Sequence[int], first: date, last: date
) -> dict[tuple[int, date], list[BaseCheckIn]]:
    begins = _at(first, time())
    ends = _at(last + timedelta(days=1), time())
    rows = BaseCheckIn.objects.filter(base__in=ids, came_at__gte=begins, came_at__lt=ends)
    found: dict[tuple[int, date], list[BaseCheckIn]] = {}
    for row in rows.select_related("staff").order_by("came_at", "pk"):
        day = clock.day(row.came_at)
        found.setdefault((row.base_id, day), []).append(row)
    return found


def _day(
    day: date,
    spans: Sequence[tuple[time, time]],
    visits: Sequence[BaseCheckIn],
    moment: datetime,
) -> Day:
    promised = [_until(_at(day, opens), _at(day, closes), moment) for opens, closes in spans]
    ends = min(_at(day, time(23, 59)), moment)
    there = _joined((row.came_at, min(row.left_at or ends, ends)) for row in visits)
    kept = sum(_shared(span, visit) for span in promised for visit in there)
    return Day(day, spans, sum(_minutes(span) for span in promised), kept, visits)


def _until(begins: datetime, ends: datetime, moment: datetime) -> Pair:
    return begins, max(begins, min(ends, moment))


def _joined(visits: Iterable[Pair]) -> list[Pair]:
    """Visits in order, those that overlap made one, so that no minute counts twice."""
    done: list[Pair] = []
    for begins, ends in sorted(visits):
        if done and begins <= done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], ends))
        else:
            done.append((begins, ends))
    return done


def _shared(one: Pair, other: Pair) -> int:
    begins, ends = max(one[0], other[0]), min(one[1], other[1])
    return _minutes((begins, ends)) if ends > begins else 0


def _minutes(pair: Pair) -> int:
    return int((pair[1] - pair[0]).total_seconds() // 60)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, clock.SHANGHAI)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
