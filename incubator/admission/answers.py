"""What ``check_law`` may ask of admission, answered by the conditions the portal itself asks."""

from datetime import date

from incubator.admission import conditions
from incubator.admission.conditions import Applicant
from portal.core import clock
from portal.core.reasons import collect
from portal.law.registry import Answer, Given, rule

GIVEN = (
    "registered_on",
    "team_size",
    "lists",
    "resident_elsewhere",
    "local",
    "public_interest",
    "max_age_years",
    "min_team",
)
LISTS = frozenset({"abnormal", "dishonest"})


@rule("incubator.admission", given=GIVEN, answers=("eligible", "reasons"))
def admission(given: Given, on: date) -> Answer:
    """Whether somebody may be admitted on the day asked, with every reason against it."""
    facts = Applicant(
        on=on,
        registered_on=_day(given),
        team_size=_count(given, "team_size"),
        lists=_lists(given),
        resident_elsewhere=given.get_or("resident_elsewhere", harmless=False),
        local=given.get_or("local", harmless=True),
        public_interest=given.get_or("public_interest", harmless=True),
        max_age_years=_count(given, "max_age_years"),
        min_team=_count(given, "min_team"),
    )
    found = [r.code for r in collect(conditions.ELIGIBLE, facts) if r.blocks]
    return {"eligible": not found, "reasons": found}


def _day(given: Given) -> date | None:
    return clock.day(given.day("registered_on")) if "registered_on" in given else None


def _count(given: Given, name: str) -> int | None:
    return given.need(name, int) if name in given else None


def _lists(given: Given) -> frozenset[str]:
    listed: list[str] = given.get_or("lists", harmless=[])
    found = frozenset(listed)
    if not found <= LISTS:
        raise ValueError(f"lists must be among {sorted(LISTS)}")
    return found
