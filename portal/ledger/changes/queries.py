"""Reading proposals, and what is known when one is made or decided."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.queries import Anybody
from portal.core import clock
from portal.core.reasons import Reason, not_permitted
from portal.ledger.budgets import terms
from portal.ledger.budgets.models import Budget, Line
from portal.ledger.changes import refusals
from portal.ledger.changes.conditions import Facts
from portal.ledger.changes.enums import ChangeKind, ChangeState
from portal.ledger.changes.models import Change
from portal.ledger.postings.enums import Account, Kind
from portal.ledger.postings.models import Leg, Posting
from portal.permissions import Permission

WITH = ("case__holder", "budget__body", "line", "source_line", "proposed_by", "decided_by")


def visible_to(user: Anybody) -> QuerySet[Change]:
    """The proposals of the bodies whose money a person sees, newest first."""
    offices = people.bodies_where(user, Permission.MONEY_VIEW)
    return Change.objects.filter(budget__body__in=offices).select_related(*WITH)


def waiting(budget: Budget) -> QuerySet[Change]:
    """The proposals for a year that nobody decided yet, the oldest first."""
    found = Change.objects.filter(budget=budget, status=ChangeState.PROPOSED)
    return found.select_related(*WITH).order_by("id")


def facts(row: Change, by: User | None) -> Facts:
    """What the conditions ask of a proposal, as the figures stand now."""
    loser = row.source_line or row.line
    if loser is not None and loser.pk:
        loser.refresh_from_db(fields=["amount", "committed", "paid", "closed"])
    closing, allotting = row.kind == ChangeKind.CLOSE, row.kind == ChangeKind.ALLOT
    return Facts(
        kind=row.kind,
        fen=row.fen,
        held=loser.amount if loser else 0,
        used=loser.committed + loser.paid if loser else 0,
        line=loser.name if loser else "",
        closed=row.budget.closed_at is not None,
        allotted=allotting and row.line is not None and _allotted(row.line.pk),
        same_line=row.source_line_id is not None and row.source_line_id == row.line_id,
        mixes=_differ(row, "source"),
        mixes_owners=_differ(row, "recorded"),
        mixing_allowed=terms.mixing_allowed(),
        year=row.budget.year,
        year_over=not closing or clock.today() > terms.last_day(row.budget.year),
        earlier_open=_earlier_open(row.budget) if closing else 0,
        own_proposal=by is not None and row.proposed_by_id == by.pk,
    )


def against_striking(posting: Posting, by: Anybody) -> list[Reason]:
    """Why a person may not strike out a posting; empty when they may."""
    offices = Leg.objects.filter(posting=posting).values_list("line__budget__body", flat=True)
    allowed = people.bodies_where(by, Permission.BUDGET_APPROVE)
    reasons = []
    if posting.kind != Kind.RECORD or not set(offices) <= allowed:
        reasons.append(not_permitted())
    if posting.by_id == by.pk:
        reasons.append(refusals.own_entry())
    return reasons


def _differ(row: Change, name: str) -> bool:
    """Whether the two lines of a transfer differ in this."""
    first, second = row.source_line, row.line
    if first is None or second is None:
        return False
    return bool(getattr(first, name) != getattr(second, name))


def never_allotted(line: Line) -> bool:
    """Whether a line waits for its first allotment."""
    return not _allotted(line.pk)


def _allotted(line: int) -> bool:
    return Leg.objects.filter(line=line, account=Account.ALLOTTED).exists()


def _earlier_open(budget: Budget) -> int:
    """The first year of the body before this one that is still open, or 0."""
    before = Budget.objects.filter(body=budget.body_id, year__lt=budget.year, closed_at=None)
    return before.order_by("year").values_list("year", flat=True).first() or 0


def of_ids(ids: Iterable[int]) -> QuerySet[Change]:
    """The proposals with these ids and their cases."""
    return Change.objects.filter(pk__in=list(ids)).select_related("case")
