"""What ``check_law`` may ask of the core."""

from datetime import date

from portal.core import credit_code, resident_id, workdays
from portal.law.registry import Answer, Given, rule


@rule("core.deadline", given=("start", "length", "unit"), answers=("last_day", "provisional"))
def deadline(given: Given, _on: date) -> Answer:
    """The last day of a time limit."""
    found = workdays.deadline(
        given.day("start"), given.need("length", int), given.need("unit", str)
    )
    return {"last_day": found.last_day, "provisional": found.provisional}


@rule("core.credit_code", given=("code",), answers=("verdict", "kind"))
def code(given: Given, _on: date) -> Answer:
    """What a unified social credit code is worth, and of what kind; no kind when invalid."""
    found = credit_code.check(given.need("code", str))
    return {"verdict": str(found.verdict), "kind": found.kind and str(found.kind)}


@rule("core.resident_id", given=("number",), answers=("verdict", "born_on", "sex"))
def number(given: Given, on: date) -> Answer:
    """Whether an identity number can be right on the day asked, and what it tells."""
    found = resident_id.check(given.need("number", str), on=on)
    return {
        "verdict": "valid" if found.is_valid else "invalid",
        "born_on": found.born_on,
        "sex": found.sex and str(found.sex),
    }
