"""Minutes of a day and what is free between them. Pure functions.

A time is counted in minutes from midnight in Asia/Shanghai; a span is (first, until), the end
exclusive.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portal.core import clock

HOUR = 60
DAY = 24 * HOUR
Span = tuple[int, int]


def minute(value: time) -> int:
    """The minute of a clock time; 23:59, the last one people write, is midnight."""
    found = value.hour * HOUR + value.minute
    return DAY if found == DAY - 1 else found


def moment(day: date, minutes: int) -> datetime:
    """The aware moment of a minute of a day."""
    return datetime.combine(day, time(), clock.SHANGHAI) + timedelta(minutes=minutes)


def words(minutes: int) -> str:
    """A minute as a clock shows it: 540 → 9:00."""
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


def span_words(first: int, until: int) -> str:
    """9:00–10:30."""
    return f"{words(first)}–{words(until)}"


def up(value: int, step: int) -> int:
    """The next whole multiple of a step."""
    return -(-value // step) * step


def within(
    spans: Iterable[tuple[time, time]], opens: time | None, closes: time | None
) -> list[Span]:
    """The open spans of a base, narrowed to the hours of one of its rooms."""
    low = minute(opens) if opens else 0
    high = minute(closes) if closes else DAY
    narrowed = ((max(minute(a), low), min(minute(b), high)) for a, b in spans)
    return [(first, until) for first, until in narrowed if first < until]


def without(spans: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """What is left of spans when others are cut out of them."""
    left = list(spans)
    for begin, end in taken:
        cut: list[Span] = []
        for first, until in left:
            if begin >= until or end <= first:
                cut.append((first, until))
                continue
            if first < begin:
                cut.append((first, begin))
            if end < until:
                cut.append((end, until))
        left = cut
    return left


def covers(spans: Iterable[Span], first: int, until: int) -> bool:
    """Whether one of the spans holds the whole time."""
    return any(begin <= first and until <= end for begin, end in spans)


def on_day(starts_at: datetime, ends_at: datetime, day: date) -> Span:
    """The part of a time between two moments that lies on a day."""
    begin = moment(day, 0)
    first = max(0, int((starts_at - begin).total_seconds() // HOUR))
    until = min(DAY, -int(-(ends_at - begin).total_seconds() // HOUR))
    return first, max(first, until)
