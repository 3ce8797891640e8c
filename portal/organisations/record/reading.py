"""Reads a whole record list: every sheet, every row with what it would do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.core.reasons import Reason, Refused
from portal.organisations.imports import reader, values
from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.lists import Read, Reading, Scope
from portal.organisations.record import holdings as held
from portal.organisations.record import sheets
from portal.organisations.record.checking import Checker
from portal.organisations.record.entries import Entry, to_json
from portal.organisations.record.enums import FactKind
from portal.organisations.record.matching import Holdings, Judged, check_awards, judge

COVERS = "covers"


@dataclass(slots=True)
class _File:
    """What was found in the sheets of a file so far; ``strange`` are sheets of no kind."""

    checker: Checker
    title: str = ""
    lines: int = 0
    kinds: set[FactKind] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    strange: list[tuple[int, str]] = field(default_factory=list)

    def add(self, name: str, grid: reader.Grid) -> None:
        layout = sheets.find_layout(grid)
        if layout is not None:
            above = (values.text(cell) for row in grid[: layout.heading_row] for cell in row)
            self.title = self.title or next((words for words in above if words), "")
            rows = sheets.rows(grid, layout)
            self.kinds.add(layout.kind)
            self.entries += self.checker.check_all(rows, layout, sheet=name, after=self.lines)
        elif sheets.names_codes(grid):
            self.strange.append((self.lines + 1, name))
        self.lines += len(grid)


def read(path: Path, name: str, *, scope: Scope, today: date, source_on: date) -> Reading:
    """The rows of a file. Raises Refused for a file that cannot be read or has no such sheet."""
    file = _File(Checker(today))
    for sheet, grid in reader.named_grids(path, name):
        if grid:
            file.add(sheet[:31], grid)
    if not file.kinds:
        raise Refused(_no_sheet())
    if not file.entries:
        raise Refused(reader.no_rows())
    if file.lines > reader.MOST_ROWS:
        raise Refused(reader.too_many_rows())
    holdings = held.whole()
    check_awards(file.entries, holdings)
    judged = [(entry, judge(entry, holdings, scope, source_on)) for entry in file.entries]
    rows = [_read(*pair) for pair in judged] + [_strange(*one) for one in file.strange]
    rows.sort(key=lambda row: row.line)
    says = {COVERS: _covers(holdings, file, scope)}
    return Reading(file.title, rows, says)


def left_out(rows: Iterable[Read]) -> list[int]:
    """The organisations of which a row of the credit lists cannot be taken as it stands."""
    barred = (Verdict.ERROR, Verdict.DECISION)
    listings = (row for row in rows if row.values.get("fact") == FactKind.LISTING)
    return sorted({r.matched for r in listings if r.matched and r.verdict in barred})


def _covers(holdings: Holdings, file: _File, scope: Scope) -> list[int]:
    """The registries whose credit lists the file gives: those it names, if it has the sheet."""
    if FactKind.LISTING not in file.kinds:
        return []
    known = (holdings.by_code.get(entry.code) for entry in file.entries)
    found = {one.registry for one in known if one is not None and one.registry is not None}
    return sorted(found if scope is None else found & scope)


def _read(entry: Entry, judged: Judged) -> Read:
    return Read(
        line=entry.line,
        name=(entry.name or entry.raw.get(sheets.NAME, ""))[:250],
        raw=entry.raw,
        values=to_json(entry),
        changes=judged.changes,
        reasons=judged.reasons,
        verdict=judged.verdict,
        matched=judged.known.pk if judged.known else None,
        sheet=entry.sheet,
        place=entry.place,
    )


def _strange(line: int, sheet: str) -> Read:
    found = Found("sheet_unknown", {"text": sheet})
    return Read(line, "", {}, {}, {}, [found], Verdict.ERROR, None, sheet, 1)


def _no_sheet() -> Reason:
    return Reason(
        "no_record_sheet",
        _("No sheet was recognised as inspections, credit lists, penalties, grades or awards."),
        _("Write the usual headings above the columns (see “Good to know”) and upload again."),
    )
