"""The register's own list: one sheet or CSV file, a row for each organisation."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.core.reasons import Text
from portal.organisations.imports import labels, lists, reader
from portal.organisations.imports.columns import Column
from portal.organisations.imports.entries import Entry, from_json, to_json
from portal.organisations.imports.enums import Kind, Outcome
from portal.organisations.imports.judging import judge_all
from portal.organisations.imports.labels import RowView
from portal.organisations.imports.lists import Read, Reading, Scope, Sheet
from portal.organisations.imports.matching import Judged
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.imports.writing import Pending, write
from portal.organisations.register.operations import Source
from portal.permissions import Permission


class RegisterList:
    """Reads, writes and shows lists of the register."""

    permission = Permission.REGISTER_IMPORT
    labels = labels.REGISTER

    def read(self, path: Path, name: str, *, scope: Scope, today: date, source_on: date) -> Reading:
        """Every row of the sheet that looks most like a register."""
        table = reader.read(path, name)
        judged = judge_all(table, scope=scope, today=today)
        return Reading(table.title, [_read(*pair) for pair in judged])

    def write(
        self, rows: Sequence[ImportRow], *, source: Source, scope: Scope, by: User | None
    ) -> list[Outcome]:
        """Write some rows into the register, each held against it once more."""
        pending = [
            Pending(from_json(row.line, row.values, row.reasons), row.changes, row.choice)
            for row in rows
        ]
        return write(pending, source=source, scope=scope, by=by)

    def beside_rows(self, batch: ImportBatch) -> int:
        """Nothing."""
        return 0

    def finish(self, batch: ImportBatch, *, source: Source) -> None:
        """Nothing follows."""

    def sheets(self, rows: Iterable[RowView]) -> Iterable[Sheet]:
        """One sheet with every column a register may have."""
        yield Sheet(_("Rows"), {column: labels.heading(column) for column in Column}, rows)

    def promises(self, batch: ImportBatch) -> Sequence[Text]:
        """Nothing more."""
        return ()


def _read(entry: Entry, judged: Judged) -> Read:
    return Read(
        line=entry.line,
        name=(entry.name or entry.raw.get(Column.NAME, ""))[:250],
        raw={str(column): words for column, words in entry.raw.items()},
        values=to_json(entry),
        changes=judged.changes,
        reasons=judged.reasons,
        verdict=judged.verdict,
        matched=judged.matched.pk if judged.matched else None,
    )


lists.register(Kind.REGISTER, RegisterList())
