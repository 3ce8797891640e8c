"""Answers about draws and verification ratings, by the functions of the portal itself."""

from datetime import date

from portal.law.queries import rule as row
from portal.law.registry import Answer, Given, rule
from ratings.certificates import shown
from ratings.followups import occasions, queries
from ratings.followups.enums import OccasionKind
from ratings.followups.occasions import Event


@rule("ratings.sample", given=("population",), answers=("least", "from_level"))
def sample(given: Given, on: date) -> Answer:
    """How many of a population of grades in force are drawn at least, and from which grade up."""
    population = given.need("population", int)
    return {"least": queries.least(population, on), "from_level": queries.level(on)}


@rule(
    "ratings.verification",
    given=("announced_on", "kind", "happened_on", "minor", "over"),
    answers=("opens",),
)
def verification(given: Given, on: date) -> Answer:
    """Whether an event opens a verification rating of the grade announced on a day."""
    kind = OccasionKind(given.need("kind", str))
    event = Event(
        kind,
        "",
        given.need("happened_on", date),
        minor=given.get_or("minor", harmless=False),
        over=given.get_or("over", harmless=False),
    )
    opens = occasions.counts(
        event,
        announced_on=given.need("announced_on", date),
        today=on,
        switch=lambda key, day: bool(row(key, on=day).value),
    )
    return {"opens": opens}


@rule("ratings.again", given=("kind", "decided_on"), answers=("from_day",))
def again(given: Given, on: date) -> Answer:
    """From which day a decision about a grade no longer bars; nothing when it bars no more."""
    found = shown.again([(given.need("kind", str), given.need("decided_on", date))], on)
    return {"from_day": found} if found else {}
