"""The measure on rating that holds on a day, read from its rows; and the days of a grade."""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.core import workdays
from portal.law.queries import rule, rules
from portal.organisations.record import validity
from ratings.applications.enums import RuleSet

MEASURE, REGISTERED = "qualification.measure", "qualification.years_registered"
REAPPLY, SIMPLIFIED = "qualification.reapply_years", "qualification.simplified_years"
INSPECTION_FROM = "qualification.inspection_from"
MISSED, UNQUALIFIED = "qualification.missed_bars", "qualification.unqualified_bars"
BASICALLY_TWICE = "qualification.basically_twice_bars"
MINOR, INVESTIGATION = "qualification.minor_penalty_bars", "qualification.investigation_bars"
LISTED = "qualification.listed_bars"
LOWERED, CANCELLED = "regrading.no_application_lowered", "regrading.no_application_cancelled"
KEYS = (
    MEASURE, REGISTERED, REAPPLY, INSPECTION_FROM, MISSED, UNQUALIFIED, BASICALLY_TWICE, MINOR,
    INVESTIGATION, LISTED, LOWERED, CANCELLED,
)  # fmt: skip
ORDER_39 = 39


@dataclass(frozen=True, slots=True)
class Measure:
    """What the measure of a day asks for. ``values`` and ``clauses`` go by the key of the row."""

    rule_set: RuleSet
    values: dict[str, int]
    clauses: dict[str, str]

    def bars(self, key: str) -> bool:
        """Whether a row that is switched on or off is on."""
        return bool(self.values[key])

    def clause(self, key: str) -> str:
        """The clause of a row."""
        return self.clauses[key]


@dataclass(frozen=True, slots=True)
class GradeDays:
    """First and last day of a grade; until when one may apply again, and with a simpler visit.

    The last two are None under Order 39, which knew neither.
    """

    valid_from: date
    valid_to: date
    reapply_to: date | None = None
    simplified_visit_to: date | None = None


def on(day: date) -> Measure:
    """The measure in force on a day. Raises NoRuleError for a day before there was one."""
    found = {row.key: row for row in rules(KEYS, on=day)}
    old = found[MEASURE].value == ORDER_39
    return Measure(
        rule_set=RuleSet.ORDER_39 if old else RuleSet.REVISED,
        values={key: int(row.value) for key, row in found.items()},
        clauses={key: row.clause for key, row in found.items()},
    )


def grade_days(announced_on: date) -> GradeDays:
    """The days of a grade, by the rules of the day of its announcement."""
    first, last = validity.grade_days(announced_on)
    reapply, simplified = (int(rule(key, on=announced_on).value) for key in (REAPPLY, SIMPLIFIED))
    return GradeDays(
        first, last,
        _before(first, reapply) if reapply else None,
        _before(first, simplified) if simplified else None,
    )  # fmt: skip


def replaceable_to(announced_on: date, measure: Measure) -> date | None:
    """The last day on which, by this measure, a grade may be replaced while it is valid.

    None: never. A grade of the former measure counts its years from its announcement.
    """
    years = measure.values[REAPPLY]
    if not years:
        return None
    stated = grade_days(announced_on).reapply_to
    return stated or workdays.months_later(announced_on, 12 * years)


def _before(first: date, years: int) -> date:
    return workdays.months_later(first, 12 * years) - timedelta(days=1)
