"""Why money cannot move, in words. Amounts in fen."""

from django.utils.translation import gettext_lazy as _

from portal.core import money
from portal.core.reasons import Reason
from portal.ledger.budgets.models import Line
from portal.ledger.postings.models import Commitment


def line(row: Line, *, wanted: int, late: bool = False) -> Reason:
    """Why a line does not bear ``wanted`` fen of free money less: closed, or short by so much."""
    if row.closed and not late:
        return Reason(
            "year_closed",
            _("The year %(year)s is closed; nothing in it changes any more."),
            _("Use the line of the present year."),
            params={"year": str(row.budget.year)},
        )
    return Reason(
        "short",
        _("“%(line)s” is short by %(short)s: %(wanted)s yuan are wanted, %(free)s are free."),
        _("Take less, move money to the line, or wait for the next budget."),
        "预算法第十三条",
        params={
            "line": row.name,
            "short": money.yuan(wanted - row.free),
            "wanted": money.yuan(wanted),
            "free": money.yuan(row.free),
        },
    )


def commitment(row: Commitment, *, opened: int, paid: int) -> Reason:
    """Why a commitment does not bear this: too little of it is open, or too little was paid."""
    if -opened > row.open:
        return Reason(
            "not_committed",
            _("Only %(open)s yuan of this commitment are open, %(wanted)s are wanted."),
            _("No payment without a commitment: commit the rest first."),
            params={"open": money.yuan(row.open), "wanted": money.yuan(-opened)},
        )
    return Reason(
        "not_paid",
        _("Only %(paid)s yuan of this commitment were paid, %(wanted)s are to come back."),
        _("Check the amount and which payment came back."),
        params={"paid": money.yuan(row.paid), "wanted": money.yuan(-paid)},
    )


def under_way(row: Commitment, asked: int) -> Reason:
    """Money that a payment order asks for is not given back."""
    return Reason(
        "payment_under_way",
        _("Payment orders ask for %(asked)s of the %(open)s yuan that are open."),
        _("Cancel those orders first, or wait for the bank's answer."),
        params={"asked": money.yuan(asked), "open": money.yuan(row.open)},
    )


def planned(row: Commitment) -> Reason:
    """Why a planned commitment cannot be paid."""
    return Reason(
        "planned",
        _("This commitment waits for the budget of %(year)s."),
        _("It is taken up once that budget is approved."),
        params={"year": str(row.year)},
    )


def planned_less(row: Commitment, fen: int) -> Reason:
    """Why more cannot be released than is planned."""
    return Reason(
        "not_committed",
        _("Only %(open)s yuan of this commitment are open, %(wanted)s are wanted."),
        _("Check the amount."),
        params={"open": money.yuan(row.fen), "wanted": money.yuan(fen)},
    )


def not_positive() -> Reason:
    """An amount moves something."""
    return Reason(
        "amount_zero",
        _("The amount must be more than 0."),
        _("Check the amount."),
    )


def basis_used(basis: str) -> Reason:
    """The same basis was posted with another amount or for something else."""
    return Reason(
        "basis_used",
        _("“%(basis)s” was posted before with another amount or for something else."),
        _("Look at that posting; a correction needs a basis of its own."),
        params={"basis": basis},
    )


def recorded_only(row: Line) -> Reason:
    """Money that is not the office's is written down, never committed (rules.md I.17)."""
    return Reason(
        "recorded_only",
        _("“%(line)s” is money of others: it is recorded for the public account only."),
        _("Choose a line of the office's own money."),
        params={"line": row.name},
    )


def not_recorded(row: Line) -> Reason:
    """The office's own money leaves a line by a commitment only."""
    return Reason(
        "not_recorded",
        _("Money of “%(line)s” is paid from a commitment only."),
        _("Commit it first and pay by a payment order."),
        params={"line": row.name},
    )


def no_line(year: int) -> Reason:
    """There is no budget of this purpose in a year that has begun."""
    return Reason(
        "no_line",
        _("There is no such line in the budget of %(year)s."),
        _("Ask for its allotment first."),
        params={"year": str(year)},
    )


def not_reversible() -> Reason:
    """Only some acts are reversed."""
    return Reason(
        "not_reversible",
        _("This posting cannot be reversed."),
        _("Propose a change of the budget, or post the opposite."),
    )


def came_back() -> Reason:
    """A payment that came back is undone already."""
    return Reason(
        "came_back",
        _("This payment came back from the bank already."),
        _("There is nothing left to reverse."),
    )
