"""Why a line or a proposal is not taken, in words."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason
from portal.ledger.budgets.enums import Source

CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,29}", re.ASCII)


def year_far(first: int, last: int) -> Reason:
    """Budgets are opened near to now."""
    return Reason(
        "year_far",
        _("A budget can be opened for the years %(first)s to %(last)s."),
        _("Choose one of these years."),
        params={"first": str(first), "last": str(last)},
    )


def of_line(source: str, code: str, name: str) -> Iterator[Reason]:
    """What is wrong with the description of a new line."""
    if source not in Source.values:
        yield Reason("source_missing", _("Choose the source of the money."))
    if not CODE.fullmatch(code):
        yield Reason(
            "code_form",
            _("The code of a line has letters, figures, dots and dashes, at most 30."),
            _("Take the code of the budget subject, such as 2080206."),
        )
    if not name.strip():
        yield Reason("name_missing", _("The line has no name."), _("Say what it is for."))


def line_exists() -> Reason:
    """One line for each source and code in a year."""
    return Reason(
        "line_exists",
        _("This budget has a line of this source and code already."),
        _("Propose a change of that line, or choose another code."),
    )


def words_missing() -> Reason:
    """A change has a reason."""
    return Reason("words_missing", _("The reason is missing."), _("Say why, in a few words."))


def closing_proposed(year: int) -> Reason:
    """One closing for each year."""
    return Reason(
        "closing_proposed",
        _("The closing of %(year)s has been proposed already."),
        _("Decide on that proposal first."),
        params={"year": str(year)},
    )


def own_entry() -> Reason:
    """Who wrote something down does not strike it out."""
    return Reason(
        "four_eyes",
        _("You wrote this down, so somebody else strikes it out."),
        _("Ask a colleague who may approve changes of the budget."),
        "不相容岗位相互分离",
    )
