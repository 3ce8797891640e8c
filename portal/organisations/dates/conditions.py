"""Which legal dates an organisation has, and what a stated term must be: pure functions."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from portal.core import days, workdays
from portal.core.reasons import Reason
from portal.organisations.dates.enums import DateKind

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows of a day: days of the year as month × 100 + day, periods in months."""

    supervisor: int
    registry: int
    leave_abnormal: int
    leave_dishonest: int
    clauses: dict[DateKind, str] = field(default_factory=dict)
    unsure: frozenset[DateKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of an organisation. ``reported`` are the years whose inspection has a
    result, ``exempt`` those for which it was registered too late.
    """

    foundation: bool = False
    supervised: bool = True
    certificate_to: date | None = None
    council_to: date | None = None
    grade_to: date | None = None
    abnormal_since: date | None = None
    dishonest_since: date | None = None
    reported: frozenset[int] = frozenset()
    exempt: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LegalDate:
    """One legal date with its clause; ``year`` is the year reported on, 0 for other kinds."""

    kind: DateKind
    day: date
    clause: str = ""
    year: int = 0
    unsure: bool = False


def legal_dates(facts: Facts, rules: Rules, today: date) -> list[LegalDate]:
    """Every legal date of an organisation that lies ahead or is not met yet, soonest first."""
    found = [
        *_fixed(DateKind.CERTIFICATE, facts.certificate_to),
        *_fixed(DateKind.COUNCIL, facts.council_to),
        *_fixed(DateKind.GRADE, facts.grade_to if (facts.grade_to or today) >= today else None),
        *_reports(facts, rules, today),
        *_after(DateKind.ABNORMAL, facts.abnormal_since, rules.leave_abnormal),
        *_after(DateKind.DISHONEST, facts.dishonest_since, rules.leave_dishonest),
    ]
    told = (
        LegalDate(kind, day, rules.clauses.get(kind, ""), year, kind in rules.unsure)
        for kind, day, year in found
    )
    return sorted(told, key=lambda one: (one.day, one.kind))


def longest_term(begins_on: date, years: int) -> date:
    """The last day of the longest term that may begin on a day."""
    return workdays.months_later(begins_on, 12 * years) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A term that somebody states."""

    begins_on: date
    ends_on: date
    today: date
    years: int
    clause: str
    allowed: bool = True


def may_state(facts: TermFacts) -> Iterator[Reason]:
    """Members who act for the organisation state its term."""
    if not facts.allowed:
        yield Reason(
            "not_permitted",
            _("Your post does not include this step."),
            _("Ask an owner of the organisation."),
        )


def in_order(facts: TermFacts) -> Iterator[Reason]:
    """A term ends after it begins, and it has begun."""
    if facts.ends_on <= facts.begins_on:
        yield Reason(
            "term_ends_before_it_begins",
            _("The term must end after it begins."),
            _("Look at the minutes of the election and enter both days."),
        )
    if facts.begins_on > facts.today:
        yield Reason(
            "term_begins_later",
            _("The term has not begun yet."),
            _("Enter the council that is in office today; state the next one when it begins."),
        )


def not_too_long(facts: TermFacts) -> Iterator[Reason]:
    """No council is elected for longer than the law or the charter allows."""
    last = longest_term(facts.begins_on, facts.years)
    if facts.ends_on > last:
        yield Reason(
            "term_too_long",
            _("A term lasts %(years)s years at most: until %(last)s."),
            _("Enter the last day of the term in your charter."),
            facts.clause,
            params={"years": facts.years, "last": days.date_words(last)},
        )


STATE = (may_state, in_order, not_too_long)


def _fixed(kind: DateKind, day: date | None) -> Iterator[tuple[DateKind, date, int]]:
    if day is not None:
        yield kind, day, 0


def _after(kind: DateKind, since: date | None, months: int) -> Iterator[tuple[DateKind, date, int]]:
    if since is not None:
        yield kind, workdays.months_later(since, months), 0


def _reports(facts: Facts, rules: Rules, today: date) -> Iterator[tuple[DateKind, date, int]]:
    """The report on last year while no result is known, and the one on this year."""
    for year in (today.year - 1, today.year):
        if year in facts.reported or year in facts.exempt:
            continue
        if facts.supervised and not facts.foundation:
            yield DateKind.SUPERVISOR, _day(year + 1, rules.supervisor), year
        yield DateKind.INSPECTION, _day(year + 1, rules.registry), year


def _day(year: int, month_and_day: int) -> date:
    return date(year, month_and_day // HUNDRED, month_and_day % HUNDRED)
