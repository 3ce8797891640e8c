"""Whether a base is open at a moment, in words: "open now until 17:30", "opens at 9:00"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from incubator.bases import printing, queries
from portal.core import clock, days, workdays

AHEAD = 14
Spans = Mapping[tuple[int, date], Sequence[tuple[time, time]]]


@dataclass(frozen=True, slots=True)
class Now:
    """Whether a base is open, the chip of that, and the words; empty words: it keeps no hours."""

    words: str
    is_open: bool = False

    @property
    def chip(self) -> str:
        """The state of a chip."""
        return "done" if self.is_open else "paused"


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the coming week: its hours in words (empty: closed), and whether it is today."""

    day: date
    words: str
    is_today: bool


def now_of(base_ids: Iterable[int]) -> dict[int, Now]:
    """Whether bases are open now; two queries and one for the calendar, however many bases."""
    ids, moment = list(base_ids), clock.began()
    spans = _ahead(ids, clock.day(moment))
    return {base: now(base, spans, moment) for base in ids}


def page_of(base: int) -> tuple[Now, list[WeekDay]]:
    """Whether a base is open now, and its hours from today for a week."""
    moment = clock.began()
    spans = _ahead([base], clock.day(moment))
    return now(base, spans, moment), _week(base, spans, clock.day(moment))


def now(base: int, spans: Spans, moment: datetime) -> Now:
    """Whether a base is open at a moment, from its spans of that day and the days after. Pure."""
    today, clock_time = clock.day(moment), moment.time()
    for opens, closes in spans.get((base, today), ()):
        if opens <= clock_time < closes:
            return Now(
                _("open now until %(time)s") % {"time": printing.show_time(closes)}, is_open=True
            )
        if clock_time < opens:
            return Now(_("opens today at %(time)s") % {"time": printing.show_time(opens)})
    for number in range(1, AHEAD + 1):
        day = today + timedelta(days=number)
        found = spans.get((base, day))
        if found:
            time_words = printing.show_time(found[0][0])
            if number == 1:
                return Now(_("opens tomorrow at %(time)s") % {"time": time_words})
            params = {"day": days.date_words(day, year=False, weekday=True), "time": time_words}
            return Now(_("opens on %(day)s at %(time)s") % params)
    return Now("")


def is_holiday(day: date) -> bool:
    """Whether a day from Monday to Friday is a public holiday."""
    return day.weekday() < 5 and not workdays.calendar().works(day)


def _ahead(ids: Sequence[int], today: date) -> Spans:
    return queries.open_spans(ids, today, today + timedelta(days=AHEAD))


def _week(base: int, spans: Spans, today: date) -> list[WeekDay]:
    found = []
    for number in range(7):
        day = today + timedelta(days=number)
        shown = ["–".join(map(printing.show_time, span)) for span in spans.get((base, day), ())]
        found.append(WeekDay(day, printing.joined(shown), not number))
    return found
