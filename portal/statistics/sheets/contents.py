"""The columns of a form as values, table by table."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from portal.statistics.tables import registry


@dataclass(frozen=True, slots=True)
class Chosen:
    """A column of a form: its table, its code, and its title in the form."""

    table: str
    column: str
    title: str

    @property
    def code(self) -> str:
        """Both codes in one word."""
        return f"{self.table}.{self.column}"

    @property
    def known(self) -> bool:
        """Whether the portal still counts it."""
        return registry.known(self.table, self.column)


@dataclass(frozen=True, slots=True)
class Head:
    """A table of a form with its columns, as it is printed; ``units`` are codes."""

    table: str
    title: str
    head: str
    columns: tuple[Chosen, ...]
    units: tuple[str, ...]


def read(rows: Iterable[Any]) -> list[Chosen]:
    """The columns of a stored version."""
    return [Chosen(row["table"], row["column"], row["title"]) for row in rows]


def stored(columns: Iterable[Chosen]) -> list[dict[str, str]]:
    """Columns as a version keeps them."""
    return [asdict(column) for column in columns]


def heads(columns: Sequence[Chosen]) -> list[Head]:
    """The tables of a form in the order of their first column; unknown columns are left out."""
    tables = dict.fromkeys(one.table for one in columns if one.known)
    return [_head(code, [one for one in columns if one.table == code]) for code in tables]


def _head(code: str, columns: Sequence[Chosen]) -> Head:
    table = registry.table(code)
    if table is None:
        raise ValueError(f"The table {code} is not registered.")
    known = [(one, table.column(one.column)) for one in columns]
    counted = [(one, found) for one, found in known if found is not None]
    return Head(
        table=code,
        title=str(table.title),
        head=str(table.head),
        columns=tuple(one for one, _found in counted),
        units=tuple(found.unit for _one, found in counted),
    )
