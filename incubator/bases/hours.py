"""Opening hours as people write them, as rows. Pure functions.

"工作日8:30-12:00，14:30-17:30；周末9:00-12:00", "每天上午9点到下午5点": days, then the spans that
count for these days. A working day (工作日) is a statutory one, so its spans stand on all seven
weekdays with ``working_days_only``: a Saturday worked in exchange is open.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from unicodedata import normalize

LAST = time(23, 59)
"""Midnight at the end of a day, printed as 24:00."""

_DIGIT = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6, "七": 6}
_DIGIT |= {str(number + 1): number for number in range(7)}
_WEEK = "(?:周|星期|礼拜)"
_SIGN = "[一二三四五六七日天]"
_DAY = "[一二三四五六七日天1-7]"
_ALONE = r"(?![\d:点时])"
_CLOCK = (
    r"(?:上午|下午|早上|早|中午|晚上|晚间|晚|傍晚)?\s*\d{1,2}(?::\d{2}|[点时](?:半|\d{1,2}分?)?)?"
)
_TOKEN = re.compile(
    rf"(?P<every>每天|每日|天天|全年无休|全周|每周七天)"
    rf"|(?P<work>(?:法定)?工作日)"
    rf"|(?P<weekend>周末|双休日|周六周日|周六日|休息日)"
    rf"|(?P<days>{_WEEK}{_DAY}\s*-\s*(?:{_WEEK}{_DAY}|{_SIGN}|[1-7]{_ALONE})"
    rf"|{_WEEK}[1-7]{{2,7}}{_ALONE}"
    rf"|{_WEEK}{_DAY}(?:、?(?:{_SIGN}|[1-7]{_ALONE}))*)"
    rf"|(?P<holidays>(?:国家)?(?:法定)?节假日)"
    rf"|(?P<closed>除外|休息|闭馆|不开放|关闭|闭站|休)"
    rf"|(?P<whole>(?:全天|24小时)(?:开放|服务)?)"
    rf"|(?P<span>{_CLOCK}\s*-\s*(?:次日|第二天)?\s*{_CLOCK})"
    rf"|(?P<filler>开放时间|开放|营业|时间|均|和|及|与|[\s,;.:、。()和及与]+)",
)
_PART = re.compile(
    r"(?P<half>上午|下午|早上|早|中午|晚上|晚间|晚|傍晚)?\s*(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})|[点时](?P<after>半|\d{1,2})?分?)?"
)
_LATE = frozenset({"下午", "晚上", "晚间", "晚", "傍晚"})
_NUMERALS = re.compile(
    r"(二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[点时])"
)
_ONES = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_WEEKEND, _ALL = frozenset({5, 6}), frozenset(range(7))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A row of opening hours: the fields of ``bases.models.Opening``."""

    weekday: int
    opens: time
    closes: time
    working_days_only: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with hours as written: a code and the words it is about.

    ``not_understood``, ``hours_backwards``, ``time_impossible`` and ``no_hours`` leave spans out;
    ``days_missing`` (taken for every day) and ``holidays_apart`` only want to be looked at.
    """

    code: str
    words: str = ""

    @property
    def is_grave(self) -> bool:
        """Whether the hours cannot be taken as they are."""
        return self.code not in ("days_missing", "holidays_apart")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hours as understood: rows in order of weekday and time, and what is wrong."""

    spans: tuple[Span, ...]
    faults: tuple[Fault, ...] = ()


class _Reader:
    """Reads hours from left to right; ``days`` are those the next spans count for."""

    def __init__(self) -> None:
        self.spans: set[Span] = set()
        self.faults: list[Fault] = []
        self.closed: set[int] = set()
        self.days: set[tuple[int, bool]] = set()
        self.spent = False
        self.holidays = False

    def take(self, kind: str, words: str) -> None:
        """One piece that was recognised."""
        if kind == "holidays":
            self.holidays = True
        elif kind == "closed":
            self._close(words)
        elif kind in ("span", "whole"):
            self._span(words.strip(), whole=kind == "whole")
        elif kind != "filler":
            self._name(kind, words)

    def _name(self, kind: str, words: str) -> None:
        if self.spent:
            self.days, self.spent = set(), False
        found = {"every": _ALL, "work": _ALL, "weekend": _WEEKEND}.get(kind)
        found = found if found is not None else _weekdays(words)
        self.days |= {(day, kind == "work") for day in found}

    def _close(self, words: str) -> None:
        if self.holidays:
            self._without_holidays()
        elif self.days and not self.spent:
            self.closed |= {day for day, _working in self.days}
            self.days = set()
        else:
            self.faults.append(Fault("not_understood", words))

    def _without_holidays(self) -> None:
        """Before a span it is about the days just named; after spans about Monday to Friday,
        because a weekend has no working days to follow.
        """
        self.holidays = False
        if self.days and not self.spent:
            self.days = {(day, True) for day, _working in self.days}
            return
        if any(span.weekday in _WEEKEND and not span.working_days_only for span in self.spans):
            self.faults.append(Fault("holidays_apart"))
        self.spans = {
            Span(s.weekday, s.opens, s.closes, s.working_days_only or s.weekday not in _WEEKEND)
            for s in self.spans
        }

    def _span(self, words: str, *, whole: bool) -> None:
        if self.holidays:
            self.faults.append(Fault("not_understood", f"节假日{words}"))
            return
        found = (time(0), LAST) if whole else self._times(words)
        if not self.days:
            self.days = {(day, False) for day in _ALL}
            if found is not None:
                self.faults.append(Fault("days_missing", words))
        self.spent = True
        if found is not None:
            self.spans |= {Span(day, *found, working) for day, working in self.days}

    def _times(self, words: str) -> tuple[time, time] | None:
        parts = list(_PART.finditer(words))
        opens, closes = _clock(parts[0], ""), _clock(parts[-1], parts[0]["half"] or "")
        if opens is None or closes is None:
            self.faults.append(Fault("time_impossible", words))
        elif closes <= opens or "次日" in words or "第二天" in words:
            self.faults.append(Fault("hours_backwards", words))
        else:
            return opens, closes
        return None


def parse(text: str) -> Parsed:
    """Opening hours from free text; all faults at once, spans as far as they were understood.

    Empty text gives no spans and no fault.
    """
    words = _normal(text)
    reader, at = _Reader(), 0
    while at < len(words):
        found = _TOKEN.match(words, at)
        if found is None or found.end() == at:
            stop = _next(words, at)
            reader.faults.append(Fault("not_understood", words[at:stop]))
            at = stop
        else:
            reader.take(found.lastgroup or "", found[0])
            at = found.end()
    if reader.holidays:
        reader.faults.append(Fault("not_understood", "节假日"))
    spans = merged(span for span in reader.spans if span.weekday not in reader.closed)
    faults = list(dict.fromkeys(reader.faults))
    if words and not spans and not any(fault.is_grave for fault in faults):
        faults.append(Fault("no_hours", words))
    return Parsed(spans, tuple(faults))


def times(text: str) -> tuple[time, time] | None:
    """The one span of a text like "9:00-21:00" without days; None when it is none."""
    found = parse(text)
    if any(fault.is_grave for fault in found.faults):
        return None
    kinds = {(span.opens, span.closes) for span in found.spans}
    return kinds.pop() if len(kinds) == 1 else None


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same hours with spans that touch or overlap made one."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.weekday, s.working_days_only, s.opens, s.closes)):
        last = done[-1] if done else None
        if last and _same_day(last, span) and span.opens <= last.closes:
            closes = max(last.closes, span.closes)
            done[-1] = Span(span.weekday, last.opens, closes, span.working_days_only)
        else:
            done.append(span)
    return tuple(sorted(done))


def join(spans: Iterable[tuple[time, time]]) -> list[tuple[time, time]]:
    """The spans of one day in order, those that touch or overlap made one."""
    return [(s.opens, s.closes) for s in merged(Span(0, opens, closes) for opens, closes in spans)]


def to_json(spans: Iterable[Span]) -> list[list[Any]]:
    """Spans as plain values: weekday, from, until, working days only."""
    return [
        [s.weekday, f"{s.opens:%H:%M}", f"{s.closes:%H:%M}", s.working_days_only] for s in spans
    ]


def from_json(rows: Iterable[Sequence[Any]]) -> tuple[Span, ...]:
    """The spans kept by ``to_json``."""
    return tuple(
        Span(int(day), time.fromisoformat(opens), time.fromisoformat(closes), bool(working))
        for day, opens, closes, working in rows
    )


def _same_day(one: Span, other: Span) -> bool:
    return (one.weekday, one.working_days_only) == (other.weekday, other.working_days_only)


def _normal(text: str) -> str:
    words = normalize("NFKC", text).strip()
    words = re.sub(r"[—–―‐‑−－~～〜至到]+", "-", words)
    words = re.sub(r"-{2,}", "-", words)
    return _NUMERALS.sub(lambda found: str(_numeral(found[0])), words)


def _numeral(words: str) -> int:
    tens, ten, ones = words.partition("十")
    if not ten:
        return _ONES[words]
    return (_ONES[tens] if tens else 1) * 10 + (_ONES[ones] if ones else 0)


def _next(words: str, at: int) -> int:
    """Where something that is understood begins again."""
    stop = at + 1
    while stop < len(words) and _TOKEN.match(words, stop) is None:
        stop += 1
    return stop


def _weekdays(words: str) -> frozenset[int]:
    signs = re.sub(_WEEK, "", words)
    if "-" in signs:
        first, last = (_DIGIT[part.strip()] for part in signs.split("-"))
        step = last if first <= last else last + 7
        return frozenset(day % 7 for day in range(first, step + 1))
    return frozenset(_DIGIT[sign] for sign in signs if sign in _DIGIT)


def _clock(part: re.Match[str], inherited: str) -> time | None:
    hour = int(part["hour"])
    minute = 30 if part["after"] == "半" else int(part["minute"] or part["after"] or 0)
    half = part["half"] or inherited
    if half in _LATE and hour < 12:
        hour += 12
    if (hour, minute) == (24, 0):
        return LAST
    return time(hour, minute) if hour < 24 and minute < 60 else None
