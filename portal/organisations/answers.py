"""What ``check_law`` may ask of organisations, answered by the functions the portal itself asks."""

from datetime import date

from portal.law.registry import Answer, Given, rule
from portal.organisations.record import validity


@rule("organisations.grade_days", given=("announced_on",), answers=("valid_from", "valid_to"))
def grade_days(given: Given, _on: date) -> Answer:
    """The first and the last day of a grade, by the rules of the day of its announcement."""
    first, last = validity.grade_days(_day(given, "announced_on"))
    return {"valid_from": first, "valid_to": last}


@rule("organisations.inspected", given=("registered_on", "year"), answers=("inspected",))
def inspected(given: Given, _on: date) -> Answer:
    """Whether an organisation takes part in the annual inspection of a year."""
    day = _day(given, "registered_on")
    return {"inspected": validity.inspected(day, given.need("year", int))}


def _day(given: Given, name: str) -> date:
    return given.need(name, date)
