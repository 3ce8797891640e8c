"""Answers about the committee and its periods, by the conditions of the portal."""

from datetime import date

from portal.core import clock, workdays
from portal.law.queries import rule as row
from portal.law.registry import Answer, Given, rule
from ratings.deciding import limits
from ratings.deciding.conditions import VoteFacts, carried, quorum
from ratings.deciding.enums import Says


@rule(
    "ratings.committee",
    given=("members", "present", "in_favour"),
    answers=("size_allowed", "quorum", "may_decide", "majority", "carried"),
)
def committee(given: Given, on: date) -> Answer:
    """Whether a committee may decide with so many present, and whether a motion is carried."""
    members, present = given.need("members", int), given.need("present", int)
    agree = given.get_or("in_favour", harmless=0)
    if not 0 <= agree <= present <= members:
        raise ValueError("in favour are at most those present, present at most all members")
    held = limits.on(on)
    votes = [(seat, Says.FOR.value) for seat in range(agree)]
    facts = VoteFacts(held, range(members), range(present), (), votes)
    may_decide = not list(quorum(facts))
    return {
        "size_allowed": held.least <= members <= held.most,
        "quorum": held.quorum(members),
        "may_decide": may_decide,
        "majority": held.agreeing(members),
        "carried": may_decide and carried(facts),
    }


@rule("ratings.result_publicity", given=("opened",), answers=("last_day",))
def publicity(given: Given, _on: date) -> Answer:
    """The last day of the publicity of a result, on which a re-examination is asked for."""
    return {"last_day": _last("deciding.publicity", clock.day(given.day("opened")))}


@rule("ratings.reexamination", given=("asked",), answers=("answer_by",))
def reexamination(given: Given, _on: date) -> Answer:
    """The day by which the committee answers a re-examination."""
    asked = clock.day(given.day("asked"))
    return {"answer_by": _last("deciding.reexamination", asked)}


def _last(key: str, day: date) -> date:
    held = row(key, on=day)
    return workdays.deadline(day, int(held.value), held.unit).last_day
