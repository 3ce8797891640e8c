"""The catalogue of tables. A subject registers what it can count, in its ``counted.py``.

A figure is the count (or sum) of the rows that its list shows: both are made from ``rows``,
``key`` and ``where`` alone, so that they cannot differ.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from portal.core.reasons import Text
from portal.statistics.tables.scope import Scope
from portal.statistics.tables.units import UNITS, Unit

Rows = QuerySet[Any]
KEY = "counted_key"
LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of each row of a table: which rows it counts, or which whole field it sums."""

    code: str
    title: Text
    unit: str
    where: Callable[[Scope], Q] | None = None
    total: str = ""

    @property
    def measure(self) -> Unit:
        """The unit itself."""
        return UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: which rows it looks at, by what (``key``) it parts them, and its columns.

    ``parts`` are the lines that always stand, in their order; ``names`` gives words for the keys
    of lines that stand only where something is counted. ``heads`` and ``cells`` are the list
    behind a figure; ``related`` is what the list reads along; ``way`` leads to an item's page.
    """

    code: str
    title: Text
    head: Text
    rows: Callable[[Scope], Rows]
    key: Any
    columns: Sequence[Column]
    heads: Sequence[Text]
    cells: Callable[[Any], Sequence[str]]
    parts: Sequence[tuple[str, Text]] = ()
    names: Callable[[Collection[str]], Mapping[str, str]] | None = None
    related: Sequence[str] = ()
    way: Callable[[Any], str] = lambda _row: ""

    def column(self, code: str) -> Column | None:
        """The column with this code, or None."""
        return next((column for column in self.columns if column.code == code), None)


_tables: dict[str, Table] = {}


def register(*tables: Table) -> None:
    """Let statistics count these; ValueError for a code that is taken."""
    for table in tables:
        if table.code in _tables:
            raise ValueError(f"The table {table.code} is registered twice.")
        _tables[table.code] = table


def tables() -> Sequence[Table]:
    """Every table, in the order in which the subjects registered them."""
    return list(_tables.values())


def table(code: str) -> Table | None:
    """The table with this code, or None."""
    return _tables.get(code)


def columns() -> list[tuple[Table, Column]]:
    """Every column of every table."""
    return [(found, column) for found in _tables.values() for column in found.columns]


def known(table_code: str, column_code: str) -> bool:
    """Whether a column is still in the catalogue."""
    found = _tables.get(table_code)
    return found is not None and found.column(column_code) is not None


def figures(found: Table, scope: Scope, codes: Collection[str]) -> dict[str, dict[str, int]]:
    """The figures of these columns by the key of their line: one query, whatever is counted."""
    chosen = [column for column in found.columns if column.code in codes]
    values = {f"figure_{column.code}": _aggregate(column, scope) for column in chosen}
    rows = _parted(found, scope).select_related(None).order_by().values(KEY).annotate(**values)
    return {
        str(row[KEY] or ""): {one.code: int(row[f"figure_{one.code}"] or 0) for one in chosen}
        for row in rows
    }


def listed(found: Table, column: Column, scope: Scope, key: str) -> Rows:
    """The rows that a figure counts, to be shown."""
    rows = _parted(found, scope)
    if column.where is not None:
        rows = rows.filter(column.where(scope))
    return rows.filter(**{KEY: key}).select_related(*found.related).order_by("pk")


def value(column: Column, rows: Rows) -> int:
    """What a list comes to: its length, or the sum of the column's field. One query."""
    if not column.total:
        return rows.count()
    return int(rows.order_by().aggregate(found=Sum(column.total))["found"] or 0)


def lines(found: Table, keys: Collection[str]) -> list[tuple[str, str]]:
    """The lines of a table with their words: those that always stand, then others by name."""
    standing = {key: str(words) for key, words in found.parts}
    others = [key for key in keys if key not in standing]
    named = found.names(others) if found.names and others else {}
    more = sorted((named.get(key) or key or "–", key) for key in others)
    return [*standing.items(), *((key, words) for words, key in more)]


def _parted(found: Table, scope: Scope) -> Rows:
    key = F(found.key) if isinstance(found.key, str) else found.key
    rows: Rows = found.rows(scope).annotate(**{KEY: Cast(key, CharField(max_length=LONGEST_KEY))})
    return rows


def _aggregate(column: Column, scope: Scope) -> Any:
    where = column.where(scope) if column.where is not None else None
    if not column.total:
        return Count("pk", filter=where)
    return Coalesce(Sum(column.total, filter=where), 0, output_field=BigIntegerField())
