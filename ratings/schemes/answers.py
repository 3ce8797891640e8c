"""What ``check_law`` may ask of sheets: which grade a score reaches, what a sheet sums to."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from portal.law.registry import Answer, Given, rule
from ratings.schemes import conditions
from ratings.schemes.conditions import PointFacts
from ratings.schemes.enums import LETTERS, Nature, Rebase


@rule("ratings.grade", given=("bands", "score"), answers=("grade",))
def grade(given: Given, _on: date) -> Answer:
    """The best grade whose lower bound the score reaches, "" when it reaches none."""
    score = number("score", given.get("score"))
    return {"grade": conditions.grade(bands(given.need("bands", dict)), score)}


@rule(
    "ratings.total",
    given=("points", "scores", "not_applicable", "rebase", "bonus_most", "bands", "vetoes"),
    answers=("total", "grade", "faults", "missing"),
)
def total(given: Given, _on: date) -> Answer:
    """What a sheet sums to (a string), its grade after vetoes, impossible marks, open points.

    ``points`` = [{code, group, maximum, nature, may_not_apply}], ``scores`` = {code = "12.5"},
    ``vetoes`` = the best grades that the vetoes met leave ("" leaves none).
    """
    points = [_point(line) for line in given.need("points", list)]
    written: dict[str, Any] = given.get_or("scores", {})
    scores = {code: number(code, text) for code, text in written.items()}
    left_out = frozenset[str](given.get_or("not_applicable", []))
    rebase, most = given.get_or("rebase", Rebase.PROPORTIONAL.value), given.get("bonus_most")
    if rebase not in Rebase.values:
        raise ValueError(f"given rebase must be one of {', '.join(Rebase.values)}")
    facts = conditions.ScoreFacts(points, scores, left_out)
    found = conditions.total(
        points,
        scores,
        left_out,
        rebase=rebase,
        bonus_most=None if most is None else number("bonus_most", most),
    )
    reached = conditions.grade(bands(given.get_or("bands", {})), found)
    return {
        "total": conditions.plain(found),
        "grade": conditions.cap(reached, given.get_or("vetoes", [])),
        "faults": [reason.code for judge in conditions.SCORES for reason in judge(facts)],
        "missing": conditions.missing(facts),
    }


def bands(given: Mapping[str, Any]) -> dict[str, Decimal]:
    """Lower bounds by grade; raises ValueError for a grade that does not exist."""
    for letters in given:
        if letters not in LETTERS:
            raise ValueError(f"given bands must name {', '.join(LETTERS)}, not {letters!r}")
    return {letters: number(letters, bound) for letters, bound in given.items()}


def number(name: str, value: Any) -> Decimal:
    """A number given as text (or a whole number); raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str | float):
        raise ValueError(f"{name} must be a number in quotation marks, not {value!r}")
    try:
        found = Decimal(str(value))
    except InvalidOperation as fault:
        raise ValueError(f"{name} must be a number, not {value!r}") from fault
    if not found.is_finite():
        raise ValueError(f"{name} must be a number, not {value!r}")
    return found


def _point(line: Any) -> PointFacts:
    known = {"code", "group", "maximum", "nature", "may_not_apply"}
    if not isinstance(line, dict) or not {"code", "group", "maximum"} <= line.keys() <= known:
        raise ValueError(f"a point has code, group, maximum, nature, may_not_apply: {line!r}")
    return PointFacts(
        code=str(line["code"]),
        group=str(line["group"]),
        maximum=number("maximum", line["maximum"]),
        nature=Nature(line.get("nature", Nature.SCORED)),
        may_not_apply=line.get("may_not_apply") is True,
    )
