"""What must be true of opening an evaluation and of each of its steps: facts → all reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from portal.core import days
from portal.core.reasons import Reason

BASIS = "本市孵化入驻办法"


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """What is known when somebody opens the evaluation of a year."""

    year: int
    first_year: int
    today: date
    from_day: date
    in_use: bool = True
    opened_already: bool = False
    own_case: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when somebody acts on an evaluation.

    ``unscored`` are the titles of items without points; ``visit_on`` the day of the visit.
    """

    own_case: bool = False
    account: str = ""
    visit_on: date | None = None
    today: date | None = None
    since: date | None = None
    visitors: str = ""
    minutes: str = ""
    unscored: tuple[str, ...] = ()


def own_base(facts: OpenFacts | Facts) -> Iterator[Reason]:
    """Nobody evaluates a base in which they hold a post."""
    if facts.own_case:
        yield Reason(
            "own_case",
            _("You hold a post in this base, so you may not evaluate it."),
            _("Ask a colleague of the office who does not work there."),
            "回避",
        )


def year_over(facts: OpenFacts) -> Iterator[Reason]:
    """A year is evaluated when it is over, or nearly so."""
    if facts.year < facts.first_year:
        yield Reason(
            "year_far",
            _("Years before %(year)s are not evaluated here."),
            _("Choose a later year."),
            params={"year": str(facts.first_year)},
        )
    if facts.today < facts.from_day:
        yield Reason(
            "year_runs",
            _("The year %(year)s may be evaluated from %(day)s on."),
            _("Open it then; until that day choose an earlier year."),
            BASIS,
            params={"year": str(facts.year), "day": days.date_words(facts.from_day)},
        )


def base_in_use(facts: OpenFacts) -> Iterator[Reason]:
    """A base that is closed gets no grade."""
    if not facts.in_use:
        yield Reason(
            "base_closed", _("This base is not in use."), _("Choose a base that is in use.")
        )


def not_twice(facts: OpenFacts) -> Iterator[Reason]:
    """One evaluation for each base and year."""
    if facts.opened_already:
        yield opened_already(facts.year)


def opened_already(year: int) -> Reason:
    """The reason against a second evaluation of one year."""
    return Reason(
        "opened_already",
        _("The year %(year)s of this base is evaluated already."),
        _("Open the evaluation in the list of that year."),
        params={"year": str(year)},
    )


def account_said(facts: Facts) -> Iterator[Reason]:
    """An account says something."""
    if not facts.account.strip():
        yield Reason(
            "account_empty",
            _("The account says nothing yet."),
            _("Write what was reached, what was not, and why."),
        )


def visit_was(facts: Facts) -> Iterator[Reason]:
    """A visit took place after the evaluation was opened, with people, and was written down."""
    day, today, since = facts.visit_on, facts.today, facts.since
    if day is None or today is None or since is None or not since <= day <= today:
        yield Reason(
            "visit_day",
            _("The day of the visit must lie between %(first)s and today."),
            _("Enter the visit once it has taken place."),
            params={"first": days.date_words(since) if since else ""},
        )
    if not facts.visitors.strip():
        yield Reason("visitors_missing", _("It is not said who visited."), _("Enter the names."))
    if not facts.minutes.strip():
        yield Reason(
            "minutes_missing",
            _("The minutes of the visit are missing."),
            _("Write what you saw and what people said."),
        )


def all_scored(facts: Facts) -> Iterator[Reason]:
    """Every item of the sheet has its points."""
    for title in facts.unscored:
        yield Reason(
            "item_not_scored",
            _("“%(title)s” has no points yet."),
            _("Give points to every item; 0 is possible."),
            params={"title": title},
        )


OPEN = (own_base, year_over, base_in_use, not_twice)
