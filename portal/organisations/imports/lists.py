"""What an import must know about the kind of its list. Each kind registers one ``ListKind``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from portal.accounts.models import User
from portal.core.reasons import Text
from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import WRITTEN, Kind, Outcome, Verdict
from portal.organisations.imports.labels import Labels, RowView
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.register.operations import Source
from portal.permissions import Permission

Scope = frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Read:
    """A row as reading leaves it: kept as an ``ImportRow``, whose fields it has."""

    line: int
    name: str
    raw: Mapping[str, str]
    values: Mapping[str, Any]
    changes: Mapping[str, Any]
    reasons: Sequence[Found]
    verdict: Verdict
    matched: int | None
    sheet: str = ""
    place: int = 0

    @property
    def writes(self) -> bool:
        """Whether the row is written without anybody deciding about it."""
        return self.verdict in WRITTEN and bool(self.changes)


@dataclass(frozen=True, slots=True)
class Reading:
    """A list that was read: its title (or empty), its rows, and what else it says as a whole."""

    title: str
    rows: Sequence[Read]
    says: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook of rows to mend: its name, its columns with headings, its rows."""

    title: str
    columns: Mapping[str, str]
    rows: Iterable[RowView]


class ListKind(Protocol):
    """How one kind of list is read, judged, written and shown."""

    permission: Permission
    labels: Labels

    def read(self, path: Path, name: str, *, scope: Scope, today: date, source_on: date) -> Reading:
        """The rows of a file with what each would do. Raises Refused for the file as a whole.

        ``source_on`` is the day of which the list tells.
        """
        ...

    def write(
        self, rows: Sequence[ImportRow], *, source: Source, scope: Scope, by: User | None
    ) -> list[Outcome]:
        """Write some rows in one transaction; what became of each, in order."""
        ...

    def beside_rows(self, batch: ImportBatch) -> int:
        """How many things confirming would write that are no rows."""
        ...

    def finish(self, batch: ImportBatch, *, source: Source) -> None:
        """What follows once every row was written."""
        ...

    def sheets(self, rows: Iterable[RowView]) -> Iterable[Sheet]:
        """The sheets of the workbook of rows to mend, recognised when it is handed in again."""
        ...

    def promises(self, batch: ImportBatch) -> Sequence[Text]:
        """What the confirming official is told beside the numbers of rows."""
        ...


_KINDS: dict[str, ListKind] = {}


def register(kind: Kind, made: ListKind) -> None:
    """Make a kind of list known."""
    _KINDS[kind] = made


def known() -> Mapping[str, ListKind]:
    """Every kind of list by its code."""
    return _KINDS


def of(kind: str) -> ListKind:
    """The kind of list with this code; KeyError when no app registered it."""
    return _KINDS[kind]
