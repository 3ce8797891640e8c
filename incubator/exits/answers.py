"""What ``check_law`` may ask of the end of a residence."""

from datetime import date

from incubator.exits import limits
from portal.core import clock
from portal.law.registry import Answer, Given, rule


@rule("incubator.extension", given=("ends_on", "working_days"), answers=("ask_by",))
def extension(given: Given, _on: date) -> Answer:
    """The last day on which an extension may be asked for."""
    ends_on = clock.day(given.day("ends_on"))
    return {"ask_by": limits.last_day_to_ask(ends_on, given.need("working_days", int))}
