"""Reading budgets and lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from portal.accounts import queries as people
from portal.accounts.queries import Anybody
from portal.ledger.budgets.models import Budget, Line
from portal.permissions import Permission


@dataclass(frozen=True, slots=True)
class Figures:
    """A line's figures in fen: what it may spend, promised, gone, left."""

    budget: int
    committed: int
    paid: int
    free: int


def figures(line: Line) -> Figures:
    """The figures of a line as they stand now, read anew."""
    line.refresh_from_db(fields=["amount", "committed", "paid"])
    return Figures(line.amount, line.committed, line.paid, line.free)


def lines(body_id: int, year: int) -> QuerySet[Line]:
    """The lines of a body's year, by source and code; money of others comes last."""
    found = Line.objects.filter(budget__body=body_id, budget__year=year)
    return found.select_related("budget").order_by("recorded", "source", "code", "id")


def line_of(body_id: int, year: int, source: str, code: str) -> Line | None:
    """The line of a purpose in a body's year, or None."""
    return lines(body_id, year).filter(source=source, code=code).first()


def by_id(pk: int) -> Line:
    """The line with this id and its budget; Line.DoesNotExist when there is none."""
    return Line.objects.select_related("budget__body").get(pk=pk)


def visible_to(user: Anybody) -> QuerySet[Budget]:
    """The budgets of the bodies whose money a person sees, newest first."""
    offices = people.bodies_where(user, Permission.MONEY_VIEW)
    found = Budget.objects.filter(body__in=offices).select_related("body__division")
    return found.order_by("-year", "body__division__code", "body__name")


def visible_lines(user: Anybody) -> QuerySet[Line]:
    """The lines of those budgets."""
    offices = people.bodies_where(user, Permission.MONEY_VIEW)
    return Line.objects.filter(budget__body__in=offices).select_related("budget__body")


def of_ids(ids: Iterable[int]) -> QuerySet[Line]:
    """The lines with these ids and their budgets."""
    return Line.objects.filter(pk__in=list(ids)).select_related("budget")


def kept_by(user: Anybody) -> QuerySet[Budget]:
    """The budgets that a person may change (BUDGET_EDIT)."""
    offices = people.bodies_where(user, Permission.BUDGET_EDIT)
    return Budget.objects.filter(body__in=offices).select_related("body")


def kept_lines(user: Anybody) -> QuerySet[Line]:
    """The lines of those budgets."""
    offices = people.bodies_where(user, Permission.BUDGET_EDIT)
    return Line.objects.filter(budget__body__in=offices).select_related("budget__body")


def with_sums(found: QuerySet[Budget]) -> QuerySet[Any]:
    """Budgets with the sums of their lines: ``amount``, ``committed``, ``paid``, in fen.

    Money of others, which is only recorded, stands apart in ``recorded``.
    """
    own, others = Q(lines__recorded=False), Q(lines__recorded=True)
    return found.annotate(
        amount=Coalesce(Sum("lines__amount", filter=own), 0),
        committed=Coalesce(Sum("lines__committed", filter=own), 0),
        paid=Coalesce(Sum("lines__paid", filter=own), 0),
        recorded=Coalesce(Sum("lines__paid", filter=others), 0),
    )


def by_source(budget: Budget) -> list[dict[str, Any]]:
    """The sums of a budget for each source: source, recorded, amount, committed, paid."""
    found = Line.objects.filter(budget=budget).order_by("recorded", "source")
    sums = found.values("recorded", "source").annotate(
        amount=Sum("amount"), committed=Sum("committed"), paid=Sum("paid")
    )
    return [dict(row) for row in sums]
