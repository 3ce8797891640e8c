"""What ``check_law`` may ask of grants, answered by the functions the portal itself asks."""

import re
from collections.abc import Iterable
from datetime import date

from incubator.grants import acts, conditions, others
from incubator.grants.conditions import AwardFacts, Due, MonthFacts, OnceFacts
from incubator.grants.others import BaseFacts, GrantFacts
from incubator.incentives.needs import Needs
from portal.core import clock
from portal.law.registry import Answer, Given, rule

AWARD = (
    "table", "grade", "confirmed", "paid_fen", "paid_grades", "lists", "confirmed_on",
    "apply_within_days",
)  # fmt: skip
ONCE = ("table", "level", "paid_fen", "months_in_post", "required_months")
MONTH = (
    "table", "level", "month", "contract_from", "contract_to", "insured_months", "paid_months",
)  # fmt: skip
GRANT = (
    "amount_fen", "asked_fen", "paid_fen", "registered_on", "resident", "tier", "grade", "lists",
    "residence", "tiers", "least_months", "most_months", "least_grade",
)  # fmt: skip
BASE = ("table", "grade", "graded_on", "had_fen", "lists", "apply_within_days")
ANSWERS = ("due_fen", "reasons")
A_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
LISTS = frozenset({"abnormal", "dishonest"})


@rule("grants.rating_award", given=AWARD, answers=ANSWERS)
def rating_award(given: Given, on: date) -> Answer:
    """What is due on a day for a grade."""
    facts = AwardFacts(
        table=_table(given),
        grade=given.need("grade", str),
        today=on,
        confirmed=given.get_or("confirmed", harmless=True),
        confirmed_on=_day(given, "confirmed_on"),
        paid_fen=given.get_or("paid_fen", 0),
        paid_grades=_texts(given, "paid_grades"),
        lists=_lists(given),
        within=given.get_or("apply_within_days", 0) if "apply_within_days" in given else None,
    )
    return _answer(conditions.rating_award(facts))


@rule("grants.worker_once", given=ONCE, answers=ANSWERS)
def worker_once(given: Given, _on: date) -> Answer:
    """What is due once for a social worker's level."""
    facts = OnceFacts(
        table=_table(given),
        level=given.need("level", str),
        paid_fen=given.get_or("paid_fen", 0),
        months_in_post=given.get_or("months_in_post", 0),
        required_months=given.get_or("required_months", 0),
    )
    return _answer(conditions.worker_once(facts))


@rule("grants.worker_month", given=MONTH, answers=ANSWERS)
def worker_month(given: Given, _on: date) -> Answer:
    """What is due for a month of a social worker."""
    facts = MonthFacts(
        table=_table(given),
        level=given.need("level", str),
        month=_month(given.need("month", str)),
        contract_from=_day(given, "contract_from"),
        contract_to=_day(given, "contract_to"),
        insured_months=frozenset(map(_month, _texts(given, "insured_months"))),
        paid_months=frozenset(map(_month, _texts(given, "paid_months"))),
    )
    return _answer(conditions.worker_month(facts))


@rule("grants.grant", given=GRANT, answers=ANSWERS)
def grant(given: Given, on: date) -> Answer:
    """What is due to an organisation that applies on a day."""
    facts = GrantFacts(
        needs=Needs(
            residence=given.get_or("residence", harmless=False),
            tiers=tuple(given.get_or("tiers", [])),
            least_months=given.get_or("least_months", 0),
            most_months=given.get_or("most_months", 0),
            grade=given.get_or("least_grade", 0),
        ),
        today=on,
        amount=given.need("amount_fen", int),
        registered_on=_day(given, "registered_on"),
        resident=given.get_or("resident", harmless=False),
        tier=given.get_or("tier", 0) or None,
        level=given.get_or("grade", 0),
        asked=given.get_or("asked_fen", 0) if "asked_fen" in given else None,
        paid_fen=given.get_or("paid_fen", 0),
        lists=_lists(given),
    )
    return _answer(others.grant(facts))


@rule("grants.base_award", given=BASE, answers=ANSWERS)
def base_award(given: Given, on: date) -> Answer:
    """What is due on a day to the operator of a base for its grade of a year."""
    facts = BaseFacts(
        table=_table(given),
        grade=given.need("grade", str),
        today=on,
        graded_on=_day(given, "graded_on"),
        had_fen=given.get_or("had_fen", 0),
        lists=_lists(given),
        within=given.get_or("apply_within_days", 0) if "apply_within_days" in given else None,
    )
    return _answer(others.base_award(facts))


@rule("grants.beside", given=("not_with", "had"), answers=("reasons",))
def beside(given: Given, _on: date) -> Answer:
    """What stands against paying beside what was had: schemes that exclude each other."""
    both = sorted(_texts(given, "not_with") & _texts(given, "had"))
    found = acts.stacks(acts.Facts(due=Due(0, ()), beside=tuple(both)))
    return {"reasons": [reason.code for reason in found]}


def _answer(due: Due) -> Answer:
    return {"due_fen": due.fen, "reasons": [reason.code for reason in due.reasons]}


def _table(given: Given) -> dict[str, int]:
    table = given.need("table", dict)
    if any(type(fen) is not int or fen < 0 for fen in table.values()):
        raise ValueError("given table must give whole fen, not negative")
    return dict(table)


def _day(given: Given, name: str) -> date | None:
    return clock.day(given.day(name)) if name in given else None


def _texts(given: Given, name: str) -> frozenset[str]:
    found: Iterable[object] = given.get_or(name, [])
    return frozenset(str(text) for text in found)


def _lists(given: Given) -> frozenset[str]:
    named = _texts(given, "lists")
    if named - LISTS:
        raise ValueError(f"given lists must be of {sorted(LISTS)}")
    return named


def _month(text: str) -> str:
    if A_MONTH.fullmatch(text) is None:
        raise ValueError(f"a month is written 2026-05, not {text!r}")
    return text
