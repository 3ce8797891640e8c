"""What ``check_law`` may ask of subsidies, answered by the functions the portal itself asks."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from incubator.grants.conditions import Due
from incubator.subsidies import conditions
from incubator.subsidies.conditions import Facts, Paper, Post, Rows
from incubator.subsidies.enums import MonthTest
from incubator.workers.enums import RANK
from portal.core import clock
from portal.law.registry import Answer, Given, rule

COMMON = (
    "table", "month", "contract_from", "contract_to", "labour_contract", "full_time",
    "certificates", "late_months",
)  # fmt: skip
MONTH = (*COMMON, "insured", "claimed", "month_test", "insurance", "promotion_month")
ONCE = (*COMMON, "months_in_post", "required_months", "paid", "difference")
ANSWERS = ("due_fen", "level", "reasons")


@rule("subsidies.month", given=MONTH, answers=ANSWERS)
def subsidy_month(given: Given, on: date) -> Answer:
    """What is due for a month of a social worker, claimed on a day."""
    rows = Rows(
        month_test=MonthTest(given.get_or("month_test", int(MonthTest.WHOLE))),
        insurance=given.get_or("insurance", 1) == 1,
        late_months=given.get_or("late_months", 3),
        new_level=given.get_or("promotion_month", 0) == 1,
    )
    facts = Facts(
        **_common(given, on),
        rows=rows,
        insured=given.get_or("insured", harmless=True),
        taken=given.get_or("claimed", harmless=False),
    )
    return _answer(facts, conditions.due(facts))


@rule("subsidies.once", given=ONCE, answers=ANSWERS)
def subsidy_once(given: Given, on: date) -> Answer:
    """What is due once for a level, or as the difference to a lower one."""
    required = given.get_or("required_months", 12)
    facts = Facts(
        **_common(given, on),
        rows=Rows(late_months=given.get_or("late_months", 3), months_in_post=required),
        once=True,
        difference=given.get_or("difference", harmless=True),
        in_post=given.get_or("months_in_post", required),
        had=_amounts(given.get_or("paid", {}), "paid"),
    )
    return _answer(facts, conditions.due(facts))


@rule("subsidies.net", given=("due", "corrections"), answers=("paid", "netted", "carried_fen"))
def subsidy_net(given: Given, _on: date) -> Answer:
    """What is paid when wrong months are netted: {payee: fen}, each part, and what is carried."""
    due = _amounts(given.need("due", dict), "due")
    asked = _rows(given, "corrections")
    if any(set(one) != {"payee", "fen"} for one in asked):
        raise ValueError("a correction has a payee and fen")
    keys = {name: place for place, name in enumerate(sorted({*due, *(c["payee"] for c in asked)}))}
    open_ones = [(keys[one["payee"]], _fen(one["fen"])) for one in asked]
    netted = conditions.net({keys[name]: fen for name, fen in due.items()}, open_ones)
    paid = {
        name: fen - sum(
            part for (payee, _open), part in zip(open_ones, netted, strict=True)
            if payee == keys[name]
        )
        for name, fen in due.items()
    }  # fmt: skip
    carried = sum(fen for _payee, fen in open_ones) - sum(netted)
    return {"paid": paid, "netted": netted, "carried_fen": carried}


def _common(given: Given, on: date) -> dict[str, Any]:
    post = None
    if "contract_from" in given:
        post = Post(
            begins=_day(given, "contract_from"),
            ends=_day(given, "contract_to") if "contract_to" in given else None,
            labour=given.get_or("labour_contract", harmless=True),
            full_time=given.get_or("full_time", harmless=True),
        )
    return {
        "table": _amounts(given.need("table", dict), "table"),
        "month": _day(given, "month").replace(day=1),
        "asked_on": on,
        "post": post,
        "papers": [_paper(one) for one in _rows(given, "certificates")],
    }


def _rows(given: Given, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = given.get_or(name, [])
    return found


def _paper(given: Mapping[str, Any]) -> Paper:
    if given.get("level") not in RANK:
        raise ValueError(f"a certificate has a level of {sorted(RANK)}")
    one = Given(given)
    return Paper(str(given["level"]), _day(one, "issued_on"), _day(one, "valid_until"))


def _amounts(given: Mapping[str, Any], name: str) -> dict[str, int]:
    if any(type(fen) is not int or fen < 0 for fen in given.values()):
        raise ValueError(f"given {name} must give whole fen, not negative")
    return dict(given)


def _fen(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("fen are whole and not negative")
    return value


def _day(given: Given, name: str) -> date:
    return clock.day(given.day(name))


def _answer(facts: Facts, due: Due) -> Answer:
    codes = [reason.code for reason in due.reasons]
    return {"due_fen": due.fen, "level": facts.level, "reasons": codes}
