"""What must be true of a plan, a mentor's entry and the points of a review: pure functions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason

MOST_ROWS = 20
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A milestone as it is proposed."""

    title: str
    owner: int | None
    due_on: date | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """A proposed plan: its rows, the stay, and the people of the organisation (their ids)."""

    rows: Sequence[Row]
    begins_on: date
    ends_on: date
    people: frozenset[int]


def rows_in_number(facts: PlanFacts) -> Iterator[Reason]:
    """A plan has a milestone, and no more than can be followed."""
    if not facts.rows:
        yield Reason("plan_empty", _("The plan has no milestone yet."), _("Write at least one."))
    if len(facts.rows) > MOST_ROWS:
        yield Reason(
            "plan_too_long",
            _("A plan has at most %(most)s milestones."),
            _("Join small ones."),
            params={"most": MOST_ROWS},
        )


def rows_whole(facts: PlanFacts) -> Iterator[Reason]:
    """Every milestone has its words, its owner and its day within the stay."""
    for number, row in enumerate(facts.rows, start=1):
        params = {
            "number": number,
            "first": days.date_words(facts.begins_on),
            "last": days.date_words(facts.ends_on),
        }
        if not row.title.strip():
            yield Reason(
                "milestone_without_words", _("Milestone %(number)s has no words."),
                _("Say what will be reached."), params=params,
            )  # fmt: skip
        if row.owner not in facts.people:
            yield Reason(
                "milestone_without_owner", _("Milestone %(number)s has no owner."),
                _("Choose somebody of your organisation."), params=params,
            )  # fmt: skip
        if row.due_on is None or not facts.begins_on <= row.due_on <= facts.ends_on:
            yield Reason(
                "milestone_day_outside",
                _("The day of milestone %(number)s lies outside the residence."),
                _("Choose a day from %(first)s to %(last)s."),
                params=params,
            )


PLAN = (rows_in_number, rows_whole)


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """A mentor's entry: its day and length, today, the mentor's time, the longest entry."""

    day: date
    minutes: int
    today: date
    since: date
    until: date | None
    longest: int


def day_with_mentor(facts: MentorFacts) -> Iterator[Reason]:
    """An entry tells of a day that was, while the mentor was one."""
    if facts.day > facts.today:
        yield Reason(
            "day_in_future",
            _("The day lies in the future."),
            _("Enter it when it has taken place."),
        )
    elif facts.day < facts.since or (facts.until is not None and facts.day > facts.until):
        yield Reason(
            "not_mentor_then",
            _("On this day the mentor did not accompany the organisation."),
            _("Choose a day from %(day)s on."),
            params={"day": days.date_words(facts.since)},
        )


def length_possible(facts: MentorFacts) -> Iterator[Reason]:
    """An entry has at least a minute and at most what the row says."""
    if not 1 <= facts.minutes <= facts.longest:
        yield Reason(
            "minutes_impossible",
            _("An entry has 1 to %(most)s minutes."),
            _("Enter each day by itself."),
            params={"most": facts.longest},
        )


MENTOR = (day_with_mentor, length_possible)


def hundredths(text: str) -> int | None:
    """Points as typed ("7", "7.25") in hundredths; None for anything else."""
    try:
        value = Decimal(text.strip()) * HUNDRED
    except (InvalidOperation, ValueError):
        return None
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > 10**6:
        return None
    return int(value)


def points_possible(
    items: Sequence[Mapping[str, object]], typed: Mapping[str, str]
) -> Iterator[Reason]:
    """Points lie between 0 and the item's maximum, with at most two decimals."""
    for item in items:
        text = typed.get(str(item["code"]), "").strip()
        value, most = hundredths(text), int(str(item["maximum"]))
        if text and (value is None or not 0 <= value <= most * HUNDRED):
            yield Reason(
                "points_impossible",
                _("“%(title)s”: %(text)s is not possible."),
                _("Give 0 to %(most)s points, at most two decimals."),
                params={"title": item["title"], "text": text[:20], "most": most},
            )


@dataclass(frozen=True, slots=True)
class RhythmFacts:
    """Every how many months somebody wants reports, and whether one has opened already."""

    months: int
    begun: bool


def a_month_or_a_quarter(facts: RhythmFacts) -> Iterator[Reason]:
    """Reports come every month or every quarter."""
    if facts.months not in RHYTHMS:
        yield Reason(
            "rhythm_unknown",
            _("Reports come every month or every quarter."),
            _("Choose one of both."),
        )


def not_begun(facts: RhythmFacts) -> Iterator[Reason]:
    """Periods that were reported on stay as they are."""
    if facts.begun:
        yield Reason(
            "reports_begun",
            _("The first report has opened already."),
            _("Go on in the same rhythm; the next residence may have another."),
        )


RHYTHMS = (1, 3)
RHYTHM = (a_month_or_a_quarter, not_begun)
