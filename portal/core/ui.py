"""What the components show, as plain values: states, deadlines, steps, rows.

Templates decide nothing. Whoever needs a component hands it one of these, or a dictionary with
the same keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from portal.core import clock, days

Text = str | Promise
BLOCKS = 5


@dataclass(frozen=True, slots=True)
class State:
    """How a state of something looks: its icon and its words when nobody gives better ones."""

    icon: str
    words: Text


STATES = {
    "not_begun": State("circle", _("Not begun")),
    "in_progress": State("contrast", _("In progress")),
    "waiting": State("hand", _("Waiting for you")),
    "paused": State("pause", _("Clock stopped")),
    "done": State("check", _("Done")),
    "refused": State("x", _("Not approved")),
    "overdue": State("circle-alert", _("Overdue")),
    "sealed": State("lock", _("Sealed")),
}


@dataclass(frozen=True, slots=True)
class Crumb:
    """A place on the way to this page; the last one has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a facts table. Several rows may follow one another without a value: "none yet"."""

    label: Text
    value: Text = ""
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a case or a form; ``state`` is done, now, later or error."""

    name: Text
    state: str = "later"
    note: Text = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link with an icon, as it stands in lists of links."""

    label: Text
    url: str
    icon: str = ""
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One entry of a history: what, when, who, through which channel."""

    title: Text
    at: datetime | date
    who: Text = ""
    channel: Text = ""
    note: Text = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Tab:
    """A link of a row of tabs, with the number of things behind it."""

    label: Text
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of a work list; ``left`` is in working days (negative: overdue)."""

    title: Text
    url: str
    number: str = ""
    channel: Text = ""
    task: Text = ""
    received: date | datetime | None = None
    due: date | datetime | None = None
    left: int | None = None
    provisional: bool = False
    button: Text = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Rows of a work list under one heading; ``late`` draws the heading in coral."""

    label: Text
    rows: Sequence[WorkRow]
    count: int | None = None
    note: Text = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline chip: its words, the filled blocks of five, and how it looks."""

    words: str
    when: str
    tone: str
    blocks: list[str] = field(default_factory=list)


def deadline(
    due: date | datetime, left: int, *, unit: str = "wd", provisional: bool = False
) -> Deadline:
    """The chip of a deadline; ``left`` in working days (unit "wd") or days ("cd").

    0 is the last day, negative is overdue; the caller counted, nothing is computed here.
    """
    tone = "late" if left < 0 else "last" if left == 0 else "soon" if left == 1 else "calm"
    return Deadline(_words(due, left, unit), _when(due, left, provisional), tone, _blocks(left))


def _blocks(left: int) -> list[str]:
    if left < 0:
        return ["on"] * BLOCKS
    if left == 0:
        return ["edge"] + ["off"] * (BLOCKS - 1)
    filled = min(left, BLOCKS)
    return ["on"] * filled + ["off"] * (BLOCKS - filled)


def _words(due: date | datetime, left: int, unit: str) -> str:
    if left == 0:
        if isinstance(due, datetime):
            return gettext("Today before %(time)s") % {"time": days.clock_words(due)}
        return gettext("Last day today")
    number = {"days": abs(left)}
    if left < 0 and unit == "cd":
        return ngettext("%(days)s day late", "%(days)s days late", -left) % number
    if left < 0:
        return ngettext("%(days)s working day late", "%(days)s working days late", -left) % number
    if unit == "cd":
        return ngettext("%(days)s day left", "%(days)s days left", left) % number
    return ngettext("%(days)s working day left", "%(days)s working days left", left) % number


def _when(due: date | datetime, left: int, provisional: bool) -> str:
    words = ""
    if left != 0:
        words = days.date_words(due, year=clock.day(due).year != days.this_year())
        if isinstance(due, datetime):
            words = pgettext("day, clock time", "%(day)s %(time)s") % {
                "day": words,
                "time": days.clock_words(due),
            }
        if left > 0:
            words = pgettext("deadline", "before %(time)s") % {"time": words}
    return " ".join(part for part in (words, gettext("(provisional)") * provisional) if part)
