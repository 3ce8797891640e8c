"""What must be true of the terms of a scheme before they are published: facts → all reasons."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms as they stand; ``entries`` are the codes of the measure, the lowest first."""

    entries: Sequence[str]
    table: Mapping[str, int]
    names: Mapping[str, str]
    cap_fen: int | None = None
    legal_basis: str = ""
    who: str = ""
    within: int = 0
    starts_on: date | None = None
    ends_on: date | None = None
    newest_start: date | None = None
    line_fits: bool = True
    least_months: int = 0
    most_months: int = 0


def has_amount(terms: Terms) -> Iterator[Reason]:
    """A scheme pays something."""
    if not any(terms.table.get(code, 0) > 0 for code in terms.entries):
        yield Reason(
            "no_amount", _("The table has no amount."), _("Enter at least one amount above 0.")
        )


def never_less_for_more(terms: Terms) -> Iterator[Reason]:
    """A higher entry never pays less than a lower one."""
    paid = [code for code in terms.entries if terms.table.get(code, 0) > 0]
    for lower, higher in pairwise(paid):
        if terms.table[higher] < terms.table[lower]:
            yield Reason(
                "amounts_fall",
                _("“%(higher)s” pays less than “%(lower)s”."),
                _("Enter amounts that do not fall."),
                params={"higher": terms.names[higher], "lower": terms.names[lower]},
            )


def cap_reaches(terms: Terms) -> Iterator[Reason]:
    """A cap below the lowest amount would pay no entry in full."""
    amounts = [fen for fen in terms.table.values() if fen > 0]
    if terms.cap_fen and amounts and terms.cap_fen < min(amounts):
        yield Reason(
            "cap_too_low",
            _("The cap lies below the lowest amount of the table."),
            _("Raise the cap or leave it empty."),
        )


def basis_named(terms: Terms) -> Iterator[Reason]:
    """Money needs its legal basis, and says who may have it."""
    if not terms.legal_basis.strip():
        yield Reason(
            "basis_missing",
            _("The legal basis is missing."),
            _("Enter the document with its number, or the draft it rests on."),
        )
    if not terms.who.strip():
        yield Reason("who_missing", _("It is not said who may have it."), _("Write it in words."))


def days_right(terms: Terms) -> Iterator[Reason]:
    """A version begins on a day, after the one before it, and ends later."""
    starts, ends, before = terms.starts_on, terms.ends_on, terms.newest_start
    if starts is None:
        yield Reason("start_missing", _("The first day is missing."), _("Enter the day."))
    if starts and ends and ends < starts:
        yield Reason(
            "ends_before_start", _("The last day lies before the first."), _("Correct the days.")
        )
    if starts and before and starts <= before:
        yield Reason(
            "starts_too_early",
            _("The version before begins on the same day or later."),
            _("Choose a later first day."),
        )
    if terms.within < 1:
        yield Reason(
            "within_missing", _("It is not said how many days there are to claim."),
            _("Enter at least one day."),
        )  # fmt: skip


def line_of_office(terms: Terms) -> Iterator[Reason]:
    """The line belongs to the office and may be committed."""
    if not terms.line_fits:
        yield Reason(
            "line_foreign",
            _("This budget line is not one of the office that pays."),
            _("Choose a line of the office."),
        )


def somebody_fits(terms: Terms) -> Iterator[Reason]:
    """The shortest time since registration lies below the longest."""
    if 0 < terms.most_months < terms.least_months:
        yield Reason(
            "months_crossed",
            _("Nobody can be registered for at least %(least)s and at most %(most)s months."),
            _("Correct the months."),
            params={"least": terms.least_months, "most": terms.most_months},
        )


PUBLISH = (
    has_amount, never_less_for_more, cap_reaches, basis_named, days_right, line_of_office,
    somebody_fits,
)  # fmt: skip
