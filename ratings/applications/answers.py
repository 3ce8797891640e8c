"""Answers about who may apply and how long a grade holds, by the conditions of the portal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.bodies.enums import BodyKind
from portal.core import clock
from portal.core.reasons import collect
from portal.law.registry import Answer, Given, rule
from portal.organisations.record.enums import CreditList, GradeChangeKind, InspectionResult
from ratings.applications import conditions, measure
from ratings.applications.conditions import Applicant, Held, Penalised, Regraded

GIVEN = (
    "kind",
    "registered_on",
    "last_grade",
    "grade_changes",
    "inspections",
    "penalties",
    "penalty_unserved",
    "under_investigation",
    "lists",
)
LONG_AGO = date(1990, 1, 1)


@rule("ratings.application", given=GIVEN, answers=("may_apply", "reasons", "rule_set"))
def application(given: Given, on: date) -> Answer:
    """Whether an organisation may apply on the day asked, every reason, and by which measure."""
    if "kind" in given:
        BodyKind(given.need("kind", str))
    facts = Applicant(
        on=on,
        measure=measure.on(on),
        registered_on=_registered(given),
        held=_held(given.get_or("last_grade", harmless={})),
        regraded=_regraded(given.get_or("grade_changes", harmless=[])),
        inspections=_inspections(given.get_or("inspections", harmless={})),
        penalties=_penalties(given.get_or("penalties", harmless=[])),
        unserved=given.get_or("penalty_unserved", harmless=False),
        under_investigation=given.get_or("under_investigation", harmless=False),
        lists=_lists(given.get_or("lists", harmless=[])),
    )
    found = conditions.codes(collect(conditions.QUALIFIES, facts))
    return {"may_apply": not found, "reasons": found, "rule_set": facts.measure.rule_set.value}


@rule(
    "ratings.validity",
    given=("announced_on",),
    answers=("valid_from", "valid_to", "reapply_to", "simplified_visit_to"),
)
def validity(given: Given, _on: date) -> Answer:
    """The days of a grade by the day of its announcement; the last two only where they exist."""
    found = measure.grade_days(clock.day(given.day("announced_on")))
    answer = {"valid_from": found.valid_from, "valid_to": found.valid_to}
    further = {
        "reapply_to": found.reapply_to,
        "simplified_visit_to": found.simplified_visit_to,
    }
    return answer | {key: day for key, day in further.items() if day is not None}


def _registered(given: Given) -> date:
    if "registered_on" not in given:
        return LONG_AGO
    return clock.day(given.day("registered_on"))


def _held(stated: Mapping[str, Any]) -> Held | None:
    _known("last_grade", stated, ("grade", "announced_on"))
    if not stated:
        return None
    inner = Given(stated)
    announced = clock.day(inner.day("announced_on"))
    last = measure.grade_days(announced).valid_to
    return Held(inner.get_or("grade", harmless=""), announced, last)


def _regraded(stated: list[Any]) -> tuple[Regraded, ...]:
    """Decisions about grades: each says what was decided (lowered, cancelled) and from when."""
    found = []
    for one in stated:
        if not isinstance(one, dict):
            raise ValueError(f"a decision must be a table, not {one!r}")
        _known("grade_change", one, ("kind", "on"))
        inner = Given(one)
        kind = GradeChangeKind(inner.need("kind", str))
        found.append(Regraded(kind.value, clock.day(inner.day("on"))))
    return tuple(found)


def _inspections(stated: Mapping[str, Any]) -> dict[int, str]:
    return {int(year): InspectionResult(result).value for year, result in stated.items()}


def _penalties(stated: list[Any]) -> tuple[Penalised, ...]:
    """A penalty of which nothing more is said is not taken for a minor one."""
    found = []
    for one in stated:
        if not isinstance(one, dict):
            raise ValueError(f"a penalty must be a table, not {one!r}")
        _known("penalty", one, ("on", "minor"))
        inner = Given(one)
        day = clock.day(inner.day("on"))
        found.append(Penalised(day, inner.get_or("minor", harmless=False)))
    return tuple(found)


def _lists(stated: list[Any]) -> frozenset[str]:
    return frozenset(CreditList(name).value for name in stated)


def _known(name: str, stated: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    unknown = stated.keys() - set(keys)
    if unknown:
        raise ValueError(f"{name} knows only {', '.join(keys)}, not {', '.join(sorted(unknown))}")
