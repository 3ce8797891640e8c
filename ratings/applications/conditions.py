"""Who may apply for a rating: pure functions from facts to every reason against it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from portal.core import days, workdays
from portal.core.reasons import Reason, Severity, Text
from portal.organisations.record import validity
from portal.organisations.record.enums import (
    UNKNOWN,
    CreditList,
    GradeChangeKind,
    InspectionResult,
)
from ratings.applications import measure as measures
from ratings.applications.measure import Measure, replaceable_to

UNREGISTERED = "取缔非法社会组织办法"
TO_CONFIRM = _("You can apply all the same and say what is right, with its source; the official "
               "confirms it.")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """The last grade on record: its letters, its announcement, and the last day it is valid."""

    grade: str
    announced_on: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class Penalised:
    """A penalty: the day of its decision, and whether it was minor (None: nobody says)."""

    on: date
    minor: bool | None


@dataclass(frozen=True, slots=True)
class Regraded:
    """A decision about a grade that stands: lowered or cancelled, and from which day on."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Applicant:
    """What is known of an applicant on the day asked.

    ``inspections`` are results by the inspected year. None for ``registered_on``, ``unserved``,
    ``under_investigation`` or ``lists``: nobody knows, which is no pass (rules.md I.20).
    """

    on: date
    measure: Measure
    registered_on: date | None
    held: Held | None = None
    regraded: tuple[Regraded, ...] = ()
    inspections: Mapping[int, str] = field(default_factory=dict)
    penalties: tuple[Penalised, ...] = ()
    unserved: bool | None = False
    under_investigation: bool | None = False
    lists: frozenset[str] | None = frozenset()
    struck_off: bool = False
    state: Text = ""


def on_the_register(facts: Applicant) -> Iterator[Reason]:
    """A body that was struck off is not rated (rules.md I.4)."""
    if facts.struck_off:
        yield Reason(
            "struck_off",
            _("The register says of this organisation: %(state)s. It is not rated any more."),
            _("If the register is wrong, ask the registering bureau to correct it."),
            UNREGISTERED,
            params={"state": facts.state},
        )


def registered_long_enough(facts: Applicant) -> Iterator[Reason]:
    """So many full years since registration; on the anniversary itself one may apply."""
    clause = facts.measure.clause(measures.REGISTERED)
    if facts.registered_on is None:
        yield Reason(
            "registration_unknown",
            _("The register does not say since when the organisation is registered."),
            _("The registering bureau completes the entry."),
            clause,
            severity=Severity.UNKNOWN,
        )
        return
    years = facts.measure.values[measures.REGISTERED]
    from_day = workdays.months_later(facts.registered_on, 12 * years)
    if facts.on < from_day:
        yield Reason(
            "registered_less_than_two_years",
            _("Registered on %(since)s: not yet %(years)s full years."),
            _("You may apply from %(day)s on."),
            clause,
            params={
                "since": _day(facts.registered_on), "years": years, "day": _day(from_day),
            },
        )  # fmt: skip


def no_grade_in_the_way(facts: Applicant) -> Iterator[Reason]:
    """A valid grade bars, except in the first years in which it may be replaced."""
    held = facts.held
    if held is None or not held.announced_on <= facts.on <= held.valid_to:
        return
    until = replaceable_to(held.announced_on, facts.measure)
    if until is not None and facts.on <= until:
        return
    known = {
        "grade": held.grade, "to": _day(held.valid_to), "until": _day(until) if until else "",
    }  # fmt: skip
    yield Reason(
        "grade_still_valid",
        _("Your grade %(grade)s is valid until %(to)s; it could be replaced until %(until)s.")
        if until
        else _("Your grade %(grade)s is valid until %(to)s."),
        _("You may apply again once it has ended."),
        facts.measure.clause(measures.REAPPLY),
        params=known,
    )


def barred_to(decision: Regraded, measure: Measure) -> date:
    """The last day on which a decision about a grade bars a new application.

    A period in years ends on the corresponding day, which still counts (Civil Code 201, 202).
    """
    return workdays.months_later(decision.on, 12 * measure.values[_bar(decision)])


def no_decision_in_the_way(facts: Applicant) -> Iterator[Reason]:
    """After a grade was lowered or cancelled one waits for some years (Order 39, Art. 31)."""
    for kind in GradeChangeKind:
        decided = [one for one in facts.regraded if one.kind == kind and one.on <= facts.on]
        last = max(decided, key=lambda one: one.on, default=None)
        if last is None:
            continue
        until = barred_to(last, facts.measure)
        if facts.on <= until:
            lowered = kind == GradeChangeKind.LOWERED
            yield Reason(
                f"{kind}_not_long_ago",
                _("A grade was lowered on %(day)s: no new application for %(years)s years.")
                if lowered
                else _("A grade was cancelled on %(day)s: no new application for %(years)s years."),
                _("You may apply from %(from)s on."),
                facts.measure.clause(_bar(last)),
                params={
                    "day": _day(last.on),
                    "years": facts.measure.values[_bar(last)],
                    "from": _day(until + timedelta(days=1)),
                },
            )


def _bar(decision: Regraded) -> str:
    lowered = decision.kind == GradeChangeKind.LOWERED
    return measures.LOWERED if lowered else measures.CANCELLED


def last_inspected_year(facts: Applicant) -> int:
    """The year whose inspection counts: last year, or the one before while it is not due."""
    month, day = divmod(facts.measure.values[measures.INSPECTION_FROM], 100)
    last = facts.on.year - 1
    is_due = facts.on >= date(facts.on.year, month, day)
    return last if is_due or last in facts.inspections else last - 1


def inspected(facts: Applicant) -> Iterator[Reason]:
    """Last year's inspection was attended and, under Order 39, passed."""
    last = last_inspected_year(facts)
    result = _result(facts, last)
    if result == UNKNOWN:
        yield _unknown_year(last, facts)
    elif result == InspectionResult.ABSENT and facts.measure.bars(measures.MISSED):
        yield Reason(
            "inspection_missed",
            _("The organisation did not take part in the annual inspection of %(year)s."),
            _("Take part in the next inspection in time; then apply."),
            facts.measure.clause(measures.MISSED),
            params={"year": str(last)},
        )
    elif result == InspectionResult.UNQUALIFIED and facts.measure.bars(measures.UNQUALIFIED):
        yield Reason(
            "inspection_unqualified",
            _("The annual inspection of %(year)s ended with “unqualified”."),
            _("Mend what it found; apply after the next inspection."),
            facts.measure.clause(measures.UNQUALIFIED),
            params={"year": str(last)},
        )


def not_twice_basically(facts: Applicant) -> Iterator[Reason]:
    """Under Order 39, “basically qualified” two years running bars."""
    last = last_inspected_year(facts)
    if not facts.measure.bars(measures.BASICALLY_TWICE):
        return
    if _result(facts, last) != InspectionResult.BASICALLY_QUALIFIED:
        return
    before = _result(facts, last - 1)
    if before == UNKNOWN:
        yield _unknown_year(last - 1, facts)
    elif before == InspectionResult.BASICALLY_QUALIFIED:
        yield Reason(
            "basically_qualified_twice",
            _("The inspections of %(first)s and %(second)s both ended with “basically "
              "qualified”."),
            _("Apply after an inspection with “qualified”."),
            facts.measure.clause(measures.BASICALLY_TWICE),
            params={"first": str(last - 1), "second": str(last)},
        )  # fmt: skip


def not_penalised(facts: Applicant) -> Iterator[Reason]:
    """No penalty in the calendar year before; minor ones count under Order 39 only."""
    last, clause = facts.on.year - 1, facts.measure.clause(measures.MINOR)
    counted = [p for p in facts.penalties if p.on.year == last]
    if not facts.measure.bars(measures.MINOR):
        for penalty in counted:
            if penalty.minor is None:
                yield Reason(
                    "penalty_weight_unknown",
                    _("Nobody has stated whether the penalty of %(day)s was a minor one."),
                    TO_CONFIRM,
                    clause,
                    severity=Severity.UNKNOWN,
                    params={"day": _day(penalty.on)},
                )
        counted = [p for p in counted if p.minor is False]
    if counted:
        yield Reason(
            "penalised_last_year",
            _("The organisation was penalised on %(days)s."),
            _("You may apply from %(year)s on, if nothing else stands against it."),
            clause,
            params={
                "days": "、".join(_day(p.on) for p in counted), "year": str(last + 2),
            },
        )  # fmt: skip


def penalty_served(facts: Applicant) -> Iterator[Reason]:
    """Every penalty is served; minor ones alone do not bar under the revised measure."""
    clause = facts.measure.clause(measures.MINOR)
    only_minor = bool(facts.penalties) and all(p.minor for p in facts.penalties)
    if only_minor and not facts.measure.bars(measures.MINOR):
        return
    if facts.unserved is None:
        yield Reason(
            "penalty_service_unknown",
            _("Nobody has stated whether a penalty on record was served."),
            TO_CONFIRM,
            clause,
            severity=Severity.UNKNOWN,
        )
    elif facts.unserved:
        yield Reason(
            "penalty_unserved",
            _("A penalty on record is not served yet."),
            _("Serve it and bring the proof to the registering bureau."),
            clause,
        )


def not_under_investigation(facts: Applicant) -> Iterator[Reason]:
    """Under Order 39, a running investigation bars."""
    if not facts.measure.bars(measures.INVESTIGATION):
        return
    clause = facts.measure.clause(measures.INVESTIGATION)
    if facts.under_investigation is None:
        yield Reason(
            "investigation_unknown",
            _("Nobody has stated whether an investigation is under way."),
            TO_CONFIRM,
            clause,
            severity=Severity.UNKNOWN,
        )
    elif facts.under_investigation:
        yield Reason(
            "under_investigation",
            _("An investigation of the organisation is under way."),
            _("Apply once it has ended."),
            clause,
        )


def lists_clean(facts: Applicant) -> Iterator[Reason]:
    """No listed organisation is rated; nobody knows is not a pass."""
    if not facts.measure.bars(measures.LISTED):
        return
    clause = facts.measure.clause(measures.LISTED)
    if facts.lists is None:
        yield Reason(
            "lists_unknown",
            _("We have no data on the two credit lists for this organisation."),
            TO_CONFIRM,
            clause,
            severity=Severity.UNKNOWN,
        )
        return
    if CreditList.ABNORMAL in facts.lists:
        yield Reason(
            "on_abnormal_list",
            _("The organisation stands on the list of abnormal activity."),
            _("Mend the cause and ask the registering bureau to take you off; then apply."),
            clause,
        )
    if CreditList.DISHONEST in facts.lists:
        yield Reason(
            "on_dishonest_list",
            _("The organisation stands on the list of serious dishonesty."),
            _("Only after two years without new grounds can you ask to be taken off."),
            clause,
        )


def _result(facts: Applicant, year: int) -> str:
    """What is known of a year's inspection; who was not due for it was not required."""
    stated = facts.inspections.get(year)
    if stated is not None:
        return stated
    since = facts.registered_on
    if since is not None and not validity.inspected(since, year):
        return InspectionResult.NOT_REQUIRED
    return UNKNOWN


def _unknown_year(year: int, facts: Applicant) -> Reason:
    return Reason(
        "inspection_unknown",
        _("We have no result of the annual inspection of %(year)s."),
        TO_CONFIRM,
        facts.measure.clause(measures.MISSED),
        severity=Severity.UNKNOWN,
        params={"year": str(year)},
    )


def _day(day: date) -> str:
    return days.date_words(day, year=True)


QUALIFIES = (
    registered_long_enough,
    no_grade_in_the_way,
    no_decision_in_the_way,
    inspected,
    not_twice_basically,
    not_penalised,
    penalty_served,
    not_under_investigation,
    lists_clean,
)
"""The rules of the measure; what ``check_law`` asks as ``ratings.application``."""

MAY_APPLY = (on_the_register, *QUALIFIES)


def codes(reasons: Iterable[Reason]) -> list[str]:
    """The codes of the reasons that bar, each once."""
    return list(dict.fromkeys(reason.code for reason in reasons if reason.blocks))


UNKNOWNS = frozenset(
    {
        "registration_unknown",
        "inspection_unknown",
        "penalty_weight_unknown",
        "penalty_service_unknown",
        "investigation_unknown",
        "lists_unknown",
    }
)
"""Codes of what nobody knows: one may apply all the same, but is not found qualified by it."""
