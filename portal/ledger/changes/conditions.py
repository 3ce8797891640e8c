"""What must be true of a change of a budget: facts → all reasons. Amounts in fen."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason
from portal.ledger.changes.enums import ChangeKind

BASIS = "预算法第七十二条"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known when a change is proposed or decided.

    ``used`` is what is committed and paid on the line that loses money, ``held`` its budget.
    ``mixes`` says that a transfer leads from one source of money to another, ``mixing_allowed``
    that the row of the rule allows it; ``mixes_owners`` that one side is money of others, which no
    row allows. ``year_over`` that the fiscal year has ended.
    """

    kind: str
    fen: int = 0
    held: int = 0
    used: int = 0
    line: str = ""
    closed: bool = False
    allotted: bool = False
    same_line: bool = False
    mixes: bool = False
    mixing_allowed: bool = False
    mixes_owners: bool = False
    year: int = 0
    year_over: bool = True
    earlier_open: int = 0
    own_proposal: bool = False


def other_eyes(facts: Facts) -> Iterator[Reason]:
    """Who proposed does not decide."""
    if facts.own_proposal:
        yield Reason(
            "four_eyes",
            _("You proposed this change, so somebody else decides on it."),
            _("Ask a colleague who may approve changes of the budget, or withdraw it."),
            "不相容岗位相互分离",
        )


def amount_moves(facts: Facts) -> Iterator[Reason]:
    """An allotment and a transfer add something; a change adds or takes away."""
    if facts.kind == ChangeKind.CLOSE:
        return
    if facts.fen == 0 or (facts.fen < 0 and facts.kind != ChangeKind.CHANGE):
        yield Reason(
            "amount_zero",
            _("The amount must be more than 0."),
            _("Enter how much is added; for less money choose the change of a line."),
        )


def year_open(facts: Facts) -> Iterator[Reason]:
    """A closed year stays as it is."""
    if facts.closed:
        yield Reason(
            "year_closed",
            _("The year %(year)s is closed; nothing in it changes any more."),
            _("Use the line of the present year."),
            params={"year": str(facts.year)},
        )


def first_time(facts: Facts) -> Iterator[Reason]:
    """A line is allotted once; later it is changed."""
    if facts.kind == ChangeKind.ALLOT and facts.allotted:
        yield Reason(
            "allotted_already",
            _("“%(line)s” has its first allotment already."),
            _("Propose a change of the line instead."),
            params={"line": facts.line},
        )


def not_below_used(facts: Facts) -> Iterator[Reason]:
    """A budget is not reduced below what is committed and paid."""
    loss = {ChangeKind.TRANSFER: facts.fen, ChangeKind.CHANGE: -facts.fen}.get(
        ChangeKind(facts.kind), 0
    )
    short = loss - (facts.held - facts.used)
    if loss > 0 and short > 0:
        yield Reason(
            "below_used",
            _("“%(line)s” is short by %(short)s yuan: %(used)s of its %(held)s are used."),
            _("Take at most %(free)s yuan from it, or release a commitment first."),
            BASIS,
            params={
                "line": facts.line,
                "short": money.yuan(short),
                "used": money.yuan(facts.used),
                "held": money.yuan(facts.held),
                "free": money.yuan(facts.held - facts.used),
            },
        )


def between_lines(facts: Facts) -> Iterator[Reason]:
    """A transfer joins two lines of the same owner, of one source unless the row allows more."""
    if facts.kind != ChangeKind.TRANSFER:
        return
    if facts.same_line:
        yield Reason(
            "same_line",
            _("Both lines are the same."),
            _("Choose another line for the money to go to."),
        )
    if facts.mixes_owners:
        yield Reason(
            "other_owner",
            _("One of the two lines holds money of others, which the office only writes down."),
            _("Choose two lines of the office's own money."),
        )
    elif facts.mixes and not facts.mixing_allowed:
        yield Reason(
            "other_source",
            _("The two lines hold money of different sources."),
            _("Choose a line of the same source; earmarked money stays with its purpose."),
            BASIS,
        )


def year_has_ended(facts: Facts) -> Iterator[Reason]:
    """A year is closed when it is over, and after the years before it."""
    if facts.kind != ChangeKind.CLOSE:
        return
    if not facts.year_over:
        yield Reason(
            "year_runs",
            _("The year %(year)s still runs."),
            _("Close it after its last day."),
            "预算法第十八条",
            params={"year": str(facts.year)},
        )
    if facts.earlier_open:
        yield Reason(
            "earlier_open",
            _("The year %(year)s is not closed yet."),
            _("Close the years in their order."),
            params={"year": str(facts.earlier_open)},
        )


PROPOSE = (amount_moves, year_open, first_time, not_below_used, between_lines, year_has_ended)
APPROVE = (other_eyes, *PROPOSE)
