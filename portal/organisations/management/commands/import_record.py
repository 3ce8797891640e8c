"""What the upload page does with a list of the record, without a page."""

from datetime import date
from pathlib import Path
from typing import Any

from portal.core import clock
from portal.organisations.imports.judging import Tally
from portal.organisations.imports.lists import Reading
from portal.organisations.management.commands import import_registry
from portal.organisations.record import operations, queries, reading, writing
from portal.organisations.record.entries import from_json
from portal.organisations.record.writing import Pending
from portal.organisations.register.operations import Source


class Command(import_registry.Command):
    """Checks a record list and, with --apply, writes it, as the operator: all registries."""

    help = (
        "Check a list of inspections, credit lists, penalties, grades and awards (.xlsx or .csv);"
        " with --apply write it into the record."
    )
    _list: Reading
    _day: date

    def _read(self, file: Path) -> tuple[Tally, list[Any], str]:
        self._day = clock.today()
        self._list = reading.read(file, file.name, scope=None, today=self._day, source_on=self._day)
        tally = Tally()
        for row in self._list.rows:
            tally.count(row)
        pending = [
            Pending(from_json(row.line, row.values, ()), row.changes)
            for row in self._list.rows
            if row.writes
        ]
        return tally, pending, self._list.title or file.name

    def _write_chunk(self, part: list[Any], source: Source) -> None:
        writing.write(part, source=source, scope=None, by=None)

    def _write(self, pending: list[Any], title: str) -> None:
        super()._write(pending, title)
        operations.check_lists(
            queries.not_checked_as_of(self._list.says[reading.COVERS], self._day),
            left_out=reading.left_out(self._list.rows),
            source=Source(title, self._day, channel="command"),
            by=None,
        )
