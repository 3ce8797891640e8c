"""What ``check_law`` may ask of registrations, answered by the conditions the portal asks."""

from datetime import date

from incubator.registering import founding
from incubator.registering.founding import Founding
from portal.core import workdays
from portal.core.reasons import collect
from portal.law import queries as law
from portal.law.registry import Answer, Given, rule

GIVEN = (
    "kind",
    "persons",
    "units",
    "founders",
    "council",
    "supervisors",
    "capital_fen",
    "raises_publicly",
)
ASKED = (
    founding.enough_members,
    founding.enough_founders,
    founding.council_fits,
    founding.has_supervisors,
    founding.enough_capital,
)


@rule("incubator.founding", given=GIVEN, answers=("may", "reasons"))
def may_found(given: Given, on: date) -> Answer:
    """Whether an organisation may be founded with these numbers, with every reason against it."""
    facts = Founding(
        kind=given.need("kind", str),
        on=on,
        limits={key: law.rule(f"registering.{key}", on=on) for key in founding.LIMITS},
        persons=given.get_or("persons", harmless=0),
        units=given.get_or("units", harmless=0),
        founders=given.get_or("founders", harmless=5),
        council=given.get_or("council", harmless=5),
        supervisors=given.get_or("supervisors", harmless=1),
        capital_fen=given.get_or("capital_fen", harmless=400_000_000),
        raises_publicly=given.get_or("raises_publicly", harmless=False),
    )
    found = [reason.code for reason in collect(ASKED, facts)]
    return {"may": not found, "reasons": found}


@rule("incubator.registry_until", given=("submitted_on",), answers=("last_day",))
def registry_until(given: Given, on: date) -> Answer:
    """The last day on which the registry decides, from the day it had the complete papers."""
    row = law.rule("registering.decision", on=on)
    return {"last_day": workdays.deadline(given.day("submitted_on"), row.value, row.unit).last_day}
