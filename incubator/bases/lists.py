"""Lists of bases, stations and rooms as a kind of import: two sheets, a row for each."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from incubator.bases.stations import labels, reading, sheets, writing
from incubator.bases.stations.sheets import Thing
from portal.accounts.models import User
from portal.core.reasons import Text
from portal.organisations.imports import lists
from portal.organisations.imports.enums import Kind, Outcome
from portal.organisations.imports.labels import RowView
from portal.organisations.imports.lists import Reading, Scope, Sheet
from portal.organisations.register.operations import Source
from portal.permissions import Permission

if TYPE_CHECKING:
    from portal.organisations.imports.models import ImportBatch, ImportRow

from incubator.bases.stations import reasons as reasons  # isort: skip


class StationList:
    """Reads, writes and shows lists of stations."""

    permission = Permission.STATION_IMPORT
    labels = labels.STATIONS

    def read(self, path: Path, name: str, *, scope: Scope, today: date, source_on: date) -> Reading:
        """Every row of both sheets."""
        return reading.read(path, name, scope=scope)

    def write(
        self, rows: "Sequence[ImportRow]", *, source: Source, scope: Scope, by: User | None
    ) -> list[Outcome]:
        """Write some rows, each held against the portal once more."""
        return writing.write(rows, source=source, scope=scope, by=by)

    def beside_rows(self, batch: "ImportBatch") -> int:
        """Nothing."""
        return 0

    def finish(self, batch: "ImportBatch", *, source: Source) -> None:
        """Nothing follows."""

    def sheets(self, rows: Iterable[RowView]) -> Iterable[Sheet]:
        """The sheets of stations and of rooms, with the usual headings."""
        ordered = sorted(rows, key=lambda view: str(view.row.values.get("fact", "")), reverse=True)
        for fact, views in groupby(ordered, key=lambda view: view.row.values.get("fact", "")):
            if fact:
                thing = Thing(fact)
                headings = {name: many[0] for name, many in sheets.COLUMNS[thing].items()}
                yield Sheet(sheets.TITLES[thing], headings, list(views))

    def promises(self, batch: "ImportBatch") -> Sequence[Text]:
        """How many communities the portal learns of."""
        count = int(batch.counts.get(reading.COMMUNITIES, 0))
        if not count:
            return ()
        words = ngettext(
            "%(count)s community that is not among the divisions yet is added under its street",
            "%(count)s communities that are not among the divisions yet are added under their "
            "streets",
            count,
        )
        return [words % {"count": count}]


lists.register(Kind.STATIONS, StationList())
