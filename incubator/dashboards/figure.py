"""A figure of a dashboard: which rows it counts, how it is read, and the list that shows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from incubator.dashboards.scope import Scope
from portal.accounts.models import User
from portal.core import days
from portal.core.reasons import Text

Rows = QuerySet[Any]


def _number(rows: Rows) -> int:
    return rows.count()


def _plain(value: int) -> str:
    return f"{value:,}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: which rows it counts in a scope, how it is summed and read, and their columns.

    ``tier`` is the way to a row's tier, where it has one. ``cells`` gives what a row says in the
    columns ``heads``; ``way`` leads to the row's own page, or "". ``opened`` are the rows whose
    page a person may open; without it, all. ``today`` says that the rows are those of today,
    whatever the days of the scope.
    """

    code: str
    label: Text
    unit: Text
    rows: Callable[[Scope], Rows]
    heads: Sequence[Text]
    cells: Callable[[Any], Sequence[str]]
    way: Callable[[Any], str] = lambda _row: ""
    total: Callable[[Rows], int] = _number
    words: Callable[[int], str] = _plain
    tier: str = ""
    opened: Callable[[User], Rows] | None = None
    today: bool = False

    def value(self, scope: Scope) -> int:
        """The figure itself: one query."""
        return self.total(self.rows(scope))

    def ways(self, rows: Sequence[Any], user: User) -> list[str]:
        """The address of each row's own page, "" where there is none for this person: a query."""
        if self.opened is None:
            return [self.way(row) for row in rows]
        seen = self.opened(user).filter(pk__in=[row.pk for row in rows])
        keys = set(seen.order_by().values_list("pk", flat=True))
        return [self.way(row) if row.pk in keys else "" for row in rows]


def sum_of(field: str) -> Callable[[Rows], int]:
    """The sum of a column as the total of a figure."""

    def total(rows: Rows) -> int:
        return int(rows.order_by().aggregate(total=Sum(field))["total"] or 0)

    return total


def day_words(day: date | None) -> str:
    """A day as the cells of a list say it."""
    return days.date_words(day) if day else "–"
