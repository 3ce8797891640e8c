"""What must hold before a sample is drawn, and before each act on a follow-up rating.

Pure: facts in, every reason out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason
from ratings.followups.enums import How

BASIS = "社会组织评估管理办法（2026年修订）"


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """A draw: ``least`` is what the row asks of a population of this size."""

    competent: bool = True
    population: int = 0
    least: int = 1
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of a case when somebody acts on it.

    ``lacking`` are the reasons that another subject gives (the proposal to lower a grade).
    ``stands``: the grade still counts; ``grounded``: the draw, or an event on record, stands.
    """

    today: date
    opened_on: date | None = None
    own_case: bool = False
    said: bool = True
    how: str = How.DESK
    checked_on: date | None = None
    seen: str = ""
    stands: bool = True
    grounded: bool = True
    lacking: tuple[Reason, ...] = ()


def may_draw(facts: DrawFacts) -> Iterator[Reason]:
    """The people of the registry's ratings draw."""
    if not facts.competent:
        yield Reason("not_permitted", _("Only the registry draws among its organisations."))


def somebody_to_draw(facts: DrawFacts) -> Iterator[Reason]:
    """A sample needs a population."""
    if not facts.population:
        yield Reason(
            "nobody_to_draw",
            _("No organisation of this registry holds such a grade without an open case."),
            _("Draw when grades are in force."),
        )


def size_possible(facts: DrawFacts) -> Iterator[Reason]:
    """At least what the row asks, at most all of them."""
    if not facts.population:
        return
    known = {"size": facts.size or 0, "all": facts.population, "least": facts.least}
    if facts.size is None or facts.size < 1:
        yield Reason(
            "size_missing",
            _("Enter how many are drawn."),
            _("A whole number from %(least)s to %(all)s."),
            params=known,
        )
    elif facts.size > facts.population:
        yield Reason(
            "sample_too_large",
            _("%(size)s are more than the %(all)s that can be drawn."),
            _("Enter a number from %(least)s to %(all)s."),
            params=known,
        )
    elif facts.size < facts.least:
        yield Reason(
            "sample_too_small",
            _("%(size)s are too few: at least %(least)s of %(all)s are drawn."),
            _("Enter a number from %(least)s to %(all)s."),
            BASIS,
            params=known,
        )


def not_own_case(facts: Act) -> Iterator[Reason]:
    """Nobody checks an organisation in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this organisation, so you may not act here."),
            _("Ask a colleague, or the section head to hand it over."),
            "回避",
        )


def something_said(facts: Act) -> Iterator[Reason]:
    """A statement says something, in words or by a file."""
    if not facts.said:
        yield Reason(
            "nothing_said",
            _("Your statement is empty."),
            _("Write a few words, or add a file."),
        )


def check_written(facts: Act) -> Iterator[Reason]:
    """A check says how, when and what was found."""
    if facts.how not in How.values:
        yield Reason("how_missing", _("Choose how it was checked."))
    if facts.checked_on is None:
        yield Reason("day_missing", _("Choose the day of the check."))
    elif facts.checked_on > facts.today:
        yield Reason("day_to_come", _("The day of the check is still to come."), _("Mend the day."))
    elif facts.opened_on is not None and facts.checked_on < facts.opened_on:
        yield Reason(
            "day_too_early",
            _("The case began only on %(day)s."),
            _("Mend the day."),
            params={"day": days.date_words(facts.opened_on)},
        )
    if not facts.seen.strip():
        yield Reason(
            "seen_missing",
            _("Write what was looked at and what was found."),
            _("The organisation reads it."),
        )


def nothing_lacks(facts: Act) -> Iterator[Reason]:
    """Whatever the subject below found missing, all at once."""
    yield from facts.lacking


def grade_stands(facts: Act) -> Iterator[Reason]:
    """A finding is about a grade that still counts."""
    if not facts.stands:
        yield Reason(
            "grade_gone",
            _("The grade of this case counts no longer."),
            _("Close the case, with a few words why."),
        )


def nothing_to_follow(facts: Act) -> Iterator[Reason]:
    """A case is closed without a finding only when grade or ground have gone."""
    if facts.stands and facts.grounded:
        yield Reason(
            "still_to_be_checked",
            _("The grade counts and its ground stands on record, so a finding is needed."),
            _("Write the check down, then keep the grade or propose to lower it."),
        )


DRAW = (may_draw, somebody_to_draw, size_possible)
STATE = (something_said,)
CHECK = (not_own_case, grade_stands, check_written)
KEEP = (not_own_case, grade_stands)
LOWER = (nothing_lacks,)
DROP = (not_own_case, nothing_to_follow)
