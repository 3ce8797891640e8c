"""When a change of the law is refused."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core.dated import RuleRow, Unit
from portal.core.reasons import Condition, Reason

DAYS_OF_LIMITS = frozenset({Unit.CD, Unit.WD})


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A local row to be entered, the day, and every row of its key that exists."""

    unit: str
    effective_from: date
    effective_to: date | None
    today: date
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class EndFacts:
    """The last day asked for, the days the row has now, and today."""

    last_day: date
    effective_from: date
    effective_to: date | None
    today: date


@dataclass(frozen=True, slots=True)
class DayFacts:
    """The year, the first and the last of the days to be entered."""

    year: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class YearFacts:
    """Holidays entered for a year, how many the law gives, and the notice named."""

    entered: int
    statutory: int
    source: str


def rule_is_known(facts: DraftFacts) -> Iterator[Reason]:
    """Only a rule that this portal applies can be overridden."""
    if not facts.rows:
        yield Reason(
            "rule_unknown",
            _("This portal applies no rule of that name."),
            _("Choose one from the list of rules."),
        )


def unit_fits(facts: DraftFacts) -> Iterator[Reason]:
    """Working days and calendar days may take each other's place, nothing else."""
    units = {row.unit for row in facts.rows}
    if units & DAYS_OF_LIMITS:
        units |= DAYS_OF_LIMITS
    if units and facts.unit not in units:
        yield Reason(
            "unit_does_not_fit",
            _("The unit does not fit this rule."),
            _("Use the unit of the rule that ships."),
        )


def begins_later(facts: DraftFacts) -> Iterator[Reason]:
    """A running case keeps the rows it began with."""
    if facts.effective_from <= facts.today:
        yield Reason(
            "begins_too_early",
            _("A change of a rule may begin tomorrow at the earliest."),
            _("Running cases keep the rule they began with. Choose a later day."),
        )


def ends_after_start(facts: DraftFacts) -> Iterator[Reason]:
    """A period has at least one day."""
    if facts.effective_to is not None and facts.effective_to < facts.effective_from:
        yield Reason(
            "ends_before_start",
            _("The last day lies before the first."),
            _("Choose a later last day, or leave it empty."),
        )


def no_other_override(facts: DraftFacts) -> Iterator[Reason]:
    """Two local rows of one rule never hold on the same day."""
    for row in facts.rows:
        begins_before_end = facts.effective_to is None or row.effective_from <= facts.effective_to
        ends_after_begin = row.effective_to is None or row.effective_to >= facts.effective_from
        if row.override and begins_before_end and ends_after_begin:
            yield Reason(
                "another_override",
                _("Another local row holds from %(day)s."),
                _("End that one first, on the day before the new one begins."),
                params={"day": row.effective_from.isoformat()},
            )


def ends_today_or_later(facts: EndFacts) -> Iterator[Reason]:
    """What was in force yesterday stays so in the books."""
    if facts.last_day < max(facts.today, facts.effective_from):
        yield Reason(
            "ends_too_early",
            _("A local row may end today at the earliest, and not before its first day."),
            _("Choose a later day."),
        )


def not_ended_before(facts: EndFacts) -> Iterator[Reason]:
    """An end is only ever brought forward from the future."""
    if facts.effective_to is not None and facts.effective_to < facts.today:
        yield Reason("already_ended", _("This local row has already ended."))


def days_of_one_year(facts: DayFacts) -> Iterator[Reason]:
    """From the first to the last, all in one year."""
    if facts.last < facts.first:
        yield Reason(
            "last_before_first",
            _("The last day lies before the first."),
            _("Swap them."),
        )
    elif {facts.first.year, facts.last.year} != {facts.year}:
        yield Reason(
            "other_year",
            _("These days do not all lie in %(year)d."),
            _("Enter each year's days on its own page."),
            params={"year": facts.year},
        )


def notice_is_named(facts: YearFacts) -> Iterator[Reason]:
    """A year is confirmed by an official notice and by nothing else."""
    if not facts.source.strip():
        yield Reason(
            "source_missing",
            _("The official notice is not named."),
            _("Give its title or number."),
        )


def holidays_complete(facts: YearFacts) -> Iterator[Reason]:
    """A year holds the statutory holidays; one may be moved over New Year."""
    if facts.entered < facts.statutory - 1:
        yield Reason(
            "holidays_missing",
            _("Only %(entered)d days off are entered; the law gives %(statutory)d."),
            _("Enter all days off and all weekend days that are worked, then confirm."),
            params={"entered": facts.entered, "statutory": facts.statutory},
        )


OVERRIDE: tuple[Condition[DraftFacts], ...] = (
    rule_is_known,
    unit_fits,
    begins_later,
    ends_after_start,
    no_other_override,
)
END: tuple[Condition[EndFacts], ...] = (ends_today_or_later, not_ended_before)
DAYS: tuple[Condition[DayFacts], ...] = (days_of_one_year,)
YEAR: tuple[Condition[YearFacts], ...] = (notice_is_named, holidays_complete)
