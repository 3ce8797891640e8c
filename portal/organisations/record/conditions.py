"""What is wrong or odd about a fact by itself. Pure: facts in, reasons out.

The same for a row of a list and for what an official types in.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from portal.law.queries import NoRuleError
from portal.organisations.imports.entries import Found
from portal.organisations.record import validity
from portal.organisations.record.enums import FactKind, PenaltyKind

FIRST_YEAR = 1990
NEEDED: dict[FactKind, tuple[str, ...]] = {
    FactKind.INSPECTION: ("year", "result"),
    FactKind.LISTING: ("list", "listed_on"),
    FactKind.PENALTY: ("kind", "decided_on"),
    FactKind.GRADE: ("grade", "announced_on"),
    FactKind.AWARD: ("scheme", "amount_fen", "paid_on"),
}
PAST = ("listed_on", "decided_on", "announced_on", "paid_on")
Facts = Mapping[str, Any]


def missing(kind: FactKind, facts: Facts) -> Iterator[Found]:
    """Facts without which the statement says nothing."""
    for name in NEEDED[kind]:
        if facts.get(name) in (None, ""):
            yield Found("cell_missing", {"column": name})


def doubts(kind: FactKind, facts: Facts, today: date) -> Iterator[Found]:
    """Whatever cannot be or should be looked at; what is missing is no doubt. Days are text."""
    for name in PAST:
        day = facts.get(name)
        if day and day > today.isoformat():
            yield Found("date_in_future", {"text": day, "column": name})
    check = {
        FactKind.INSPECTION: _inspection,
        FactKind.LISTING: _listing,
        FactKind.PENALTY: _penalty,
        FactKind.GRADE: _grade,
        FactKind.AWARD: _award,
    }[kind]
    yield from check(facts, today)


def _inspection(facts: Facts, today: date) -> Iterator[Found]:
    year = facts.get("year")
    if year is not None and not FIRST_YEAR <= year <= today.year:
        code = "year_in_future" if year > today.year else "year_impossible"
        yield Found(code, {"text": str(year)})


def _listing(facts: Facts, today: date) -> Iterator[Found]:
    listed, removed = facts.get("listed_on"), facts.get("removed_on")
    if removed and removed > today.isoformat():
        yield Found("removal_to_come", {"text": removed})
    if listed and removed and removed < listed:
        yield Found("removed_before_listed", {"listed": listed, "removed": removed})
    if not facts.get("ground"):
        yield Found("ground_missing")


def _penalty(facts: Facts, _today: date) -> Iterator[Found]:
    if facts.get("kind") == PenaltyKind.FINE and facts.get("amount_fen") == 0:
        yield Found("fine_without_amount")


def _grade(facts: Facts, _today: date) -> Iterator[Found]:
    announced, ends = facts.get("announced_on"), facts.get("valid_to")
    if not announced:
        return
    try:
        first, _last = validity.grade_days(date.fromisoformat(announced))
    except NoRuleError:
        yield Found("date_impossible", {"text": announced, "column": "announced_on"})
        return
    if ends and ends < first.isoformat():
        yield Found("grade_ends_before_start", {"text": ends})


def _award(facts: Facts, _today: date) -> Iterator[Found]:
    if facts.get("amount_fen") == 0:
        yield Found("amount_nothing")
