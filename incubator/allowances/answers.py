"""What ``check_law`` may ask of allowances, answered by the functions the portal itself asks."""

from datetime import date

from incubator.allowances import spans
from portal.core import clock
from portal.law.registry import Answer, Given, rule

CHANGE = ("granted", "used", "before", "after", "begins_on", "ends_on")


@rule("incubator.tier_change", given=CHANGE, answers=("granted",))
def tier_change(given: Given, on: date) -> Answer:
    """What a period grants when the tier changes on the day asked."""
    granted = spans.by_day(
        given.need("granted", int),
        given.get_or("used", 0),
        given.need("before", int),
        given.need("after", int),
        (
            clock.day(given.day("begins_on")),
            clock.day(given.day("ends_on")),
        ),
        on,
    )
    return {"granted": granted}
