"""Opening hours as the portal prints them, in the reader's language. Pure functions."""

from collections.abc import Iterable, Sequence
from datetime import time

from django.utils.translation import pgettext

from incubator.bases import hours

WEEKEND, ALL = frozenset({5, 6}), frozenset(range(7))


def show(spans: Iterable[hours.Span]) -> str:
    """Opening hours for people: days with the same spans stand together; empty without spans."""
    by_day: dict[tuple[bool, int], list[str]] = {}
    for span in sorted(spans):
        key = (not span.working_days_only, span.weekday)
        by_day.setdefault(key, []).append(f"{show_time(span.opens)}-{show_time(span.closes)}")
    groups: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
    for (plain, weekday), found in sorted(by_day.items()):
        groups.setdefault((plain, tuple(found)), []).append(weekday)
    return pgettext("opening hours", "; ").join(
        f"{_days(days, working=not plain)} {pgettext('opening hours', ', ').join(found)}"
        for (plain, found), days in groups.items()
    )


def joined(spans: Iterable[str]) -> str:
    """The spans of one day in one line."""
    return pgettext("opening hours", ", ").join(spans)


def show_time(moment: time) -> str:
    """A time of day without a leading nought: 8:30; the last minute is midnight."""
    return "24:00" if moment == hours.LAST else f"{moment.hour}:{moment.minute:02}"


def day_name(weekday: int) -> str:
    """The short name of a weekday, 0 is Monday."""
    names = (
        pgettext("opening hours", "Mon"),
        pgettext("opening hours", "Tue"),
        pgettext("opening hours", "Wed"),
        pgettext("opening hours", "Thu"),
        pgettext("opening hours", "Fri"),
        pgettext("opening hours", "Sat"),
        pgettext("opening hours", "Sun"),
    )
    return names[weekday]


def _days(days: Sequence[int], *, working: bool) -> str:
    found = frozenset(days)
    if working:
        if found == ALL:
            return pgettext("opening hours", "working days")
        return pgettext("opening hours", "%(days)s (except public holidays)") % {
            "days": _range(days)
        }
    if found == ALL:
        return pgettext("opening hours", "every day")
    return pgettext("opening hours", "weekends") if found == WEEKEND else _range(days)


def _range(days: Sequence[int]) -> str:
    if len(days) > 2 and list(days) == list(range(days[0], days[-1] + 1)):
        return pgettext("opening hours", "%(first)s to %(last)s") % {
            "first": day_name(days[0]),
            "last": day_name(days[-1]),
        }
    return pgettext("opening days", ", ").join(day_name(day) for day in days)
