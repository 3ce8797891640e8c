"""What ``check_law`` may ask of support, answered by the functions the portal itself asks."""

from datetime import date, datetime, timedelta

from portal.law import queries as law
from portal.law.registry import Answer, Given, rule


@rule("incubator.cancelling", given=("begins_at", "cancelled_at"), answers=("returned",))
def cancelling(given: Given, on: date) -> Answer:
    """Whether cancelling an appointment then returns its allowance."""
    begins, cancelled = given.need("begins_at", datetime), given.need("cancelled_at", datetime)
    hours = law.rule("support.cancel_before", on=on).value
    return {"returned": cancelled <= begins - timedelta(hours=hours)}
