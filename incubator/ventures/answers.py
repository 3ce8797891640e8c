"""What ``check_law`` may ask of venture philanthropy, answered by the portal's own functions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from incubator.ventures import conditions, queries, reckoning
from incubator.ventures.conditions import ApplyFacts, BudgetFacts
from portal.core import clock, workdays
from portal.core.reasons import collect
from portal.law import queries as law
from portal.law.registry import Answer, Given, rule

BUDGET = ("lines", "asked_fen", "own_fen", "limit_fen", "own_share")
APPLY = (
    "opens_on", "closes_on", "starts_on", "ends_on", "months", "needs", "no_need", "declared",
    "lists", "struck_off", "doubles",
)  # fmt: skip


@rule("ventures.instalments", given=("amount_fen", "shares"), answers=("parts",))
def instalments(given: Given, on: date) -> Answer:
    """The instalments of an amount; by the rows of the day when no shares are given."""
    shares = given.get_or("shares", [int(one.value) for one in law.rules(queries.SHARES, on=on)])
    return {"parts": reckoning.instalments(given.need("amount_fen", int), shares)}


@rule("ventures.budget", given=BUDGET, answers=("reasons",))
def budget(given: Given, on: date) -> Answer:
    """What speaks against a budget: sums, limit, shares of the rows of the day."""
    facts = BudgetFacts(
        lines=given.get_or("lines", []),
        asked=given.get_or("asked_fen", 0),
        own=given.get_or("own_fen", 0),
        limit=given.get_or("limit_fen", 0) if "limit_fen" in given else None,
        admin_share=int(law.rule("ventures.admin_share", on=on).value),
        own_share=given.get_or("own_share", int(law.rule("ventures.own_share", on=on).value)),
    )
    return {"reasons": [reason.code for reason in collect(conditions.BUDGET, facts)]}


@rule("ventures.apply", given=APPLY, answers=("reasons",))
def apply(given: Given, on: date) -> Answer:
    """What speaks against handing in a project that is otherwise whole."""
    facts = ApplyFacts(
        today=on,
        opens_on=_day(given, "opens_on"),
        closes_on=_day(given, "closes_on"),
        starts_on=_day(given, "starts_on"),
        ends_on=_day(given, "ends_on"),
        title="-", field="-", fields=("-",), goals="-", beneficiaries="-", reach=1, team=1,
        months=given.need("months", list),
        needs=given.get_or("needs", 1),
        no_need=given.get_or("no_need", ""),
        declared=given.get_or("declared", harmless=True),
        lists=frozenset(given.get_or("lists", [])),
        struck_off=given.get_or("struck_off", harmless=False),
        doubles=given.get_or("doubles", []),
    )  # fmt: skip
    return {"reasons": [reason.code for reason in collect(conditions.APPLY, facts)]}


@rule("ventures.ranking", given=("projects", "budget_fen", "fill_down"), answers=("proposals",))
def ranking(given: Given, on: date) -> Answer:
    """What is proposed for each project, in their order: fund, wait, none; points in hundredths."""
    rows: list[Mapping[str, Any]] = given.need("projects", list)
    mark = int(law.rule("ventures.pass_mark", on=on).value) * 100
    placed = reckoning.rank(
        [
            reckoning.Cast(place, int(row["score"]), int(row["asked_fen"]), place)
            for place, row in enumerate(rows)
        ],
        pass_mark=mark,
        budget=given.need("budget_fen", int),
        fill_down=given.get_or("fill_down", harmless=False),
    )
    found = {one.pk: one.proposal for one in placed}
    return {"proposals": [found[place] for place in range(len(rows))]}


@rule(
    "ventures.unspent",
    given=("paid_fen", "spent_fen", "accepted_on"),
    answers=("unspent_fen", "return_by"),
)
def unspent(given: Given, on: date) -> Answer:
    """What is to be returned, and until when after the statement was accepted."""
    row = law.rule("ventures.return", on=on)
    until = workdays.deadline(_day(given, "accepted_on"), int(row.value), row.unit)
    fen = reckoning.unspent(given.need("paid_fen", int), given.need("spent_fen", int))
    return {"unspent_fen": fen, "return_by": until.last_day}


def _day(given: Given, name: str) -> date:
    return clock.day(given.day(name))
