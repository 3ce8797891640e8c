"""What ``check_law`` may ask of the ledger."""

from datetime import date

from portal.core import clock
from portal.law.registry import Answer, Given, rule
from portal.ledger.account import conditions, terms


@rule(
    "ledger.public_account",
    given=("name", "persons", "publicity_ended_on"),
    answers=("shown", "name", "last_day"),
)
def public_account(given: Given, on: date) -> Answer:
    """How a recipient stands in the public account on a day, and until when it is listed."""
    until = None
    if "publicity_ended_on" in given:
        until = terms.last_day_shown(clock.day(given.day("publicity_ended_on")))
    persons = given.get_or("persons", 0)
    how = conditions.shown(persons, until, on)
    return {
        "shown": str(how),
        "name": conditions.public_name(given.get_or("name", ""), how),
        "last_day": until if persons else None,
    }
