"""The record's lists as a kind of import: five sheets, a row for each fact."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core.reasons import Text
from portal.organisations.imports import lists
from portal.organisations.imports import queries as imports
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.enums import Kind, Outcome
from portal.organisations.imports.labels import RowView
from portal.organisations.imports.lists import Reading, Scope, Sheet
from portal.organisations.imports.models import ImportBatch, ImportRow
from portal.organisations.record import labels, operations, queries, reading, sheets, writing
from portal.organisations.record.entries import from_json
from portal.organisations.record.enums import FactKind
from portal.organisations.record.writing import Pending
from portal.organisations.register.operations import Source
from portal.permissions import Permission

from portal.organisations.record import reasons as reasons  # isort: skip


class RecordList:
    """Reads, writes and shows lists of the record."""

    permission = Permission.RECORD_IMPORT
    labels = labels.RECORD

    def read(self, path: Path, name: str, *, scope: Scope, today: date, source_on: date) -> Reading:
        """Every row of every sheet that is one of the five."""
        return reading.read(path, name, scope=scope, today=today, source_on=source_on)

    def write(
        self, rows: Sequence[ImportRow], *, source: Source, scope: Scope, by: User | None
    ) -> list[Outcome]:
        """Write some rows into the record, each held against it once more."""
        pending = [
            Pending(from_json(row.line, row.values, row.reasons), row.changes, row.choice)
            for row in rows
        ]
        return writing.write(pending, source=source, scope=scope, by=by)

    def beside_rows(self, batch: ImportBatch) -> int:
        """How many registries' credit lists become known, or known as of a later day."""
        return len(self._new_checks(batch))

    def finish(self, batch: ImportBatch, *, source: Source) -> None:
        """Note whose credit lists are known now, and of whom a row could not be taken."""
        covered = self._new_checks(batch)
        listings = imports.rows(batch).filter(values__fact=FactKind.LISTING, matched__isnull=False)
        left = listings.filter(outcome__in=[Outcome.LEFT, Outcome.STALE])
        covers = batch.counts.get(reading.COVERS, [])
        left_out = left.filter(matched__organisation__registry__in=covers)
        operations.check_lists(
            covered,
            left_out=sorted(set(left_out.values_list("matched_id", flat=True))),
            source=source,
            by=batch.confirmed_by,
        )

    def sheets(self, rows: Iterable[RowView]) -> Iterable[Sheet]:
        """A sheet for each kind of fact, with the usual headings."""
        ordered = sorted(rows, key=lambda view: str(view.row.values.get("fact", "")))
        for fact, views in groupby(ordered, key=lambda view: view.row.values.get("fact", "")):
            if fact:
                kind = FactKind(fact)
                headings = {n: many[0] for n, many in sheets.columns_of(kind).items()}
                yield Sheet(sheets.TITLES[kind], headings, list(views))

    def promises(self, batch: ImportBatch) -> Sequence[Text]:
        """Whose credit lists count as complete once this list is written."""
        bureaus = Bureaus()
        names = "、".join(bureaus.name_of(key) for key in self._new_checks(batch))
        if not names:
            return ()
        words = _("The credit lists of these registries count as complete as of %(day)s: %(names)s")
        return [words % {"day": batch.source_on.isoformat(), "names": names}]

    def _new_checks(self, batch: ImportBatch) -> list[int]:
        covers = batch.counts.get(reading.COVERS, [])
        return queries.not_checked_as_of(covers, batch.source_on)


lists.register(Kind.RECORD, RecordList())
