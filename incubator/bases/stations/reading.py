"""Reads a whole list of stations: both sheets, every row with what it would do."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from incubator.bases.enums import RANK, BaseLevel
from incubator.bases.stations import city as cities
from incubator.bases.stations import holdings, sheets
from incubator.bases.stations.checking import Checker, Entry
from incubator.bases.stations.matching import Judge, Judged
from incubator.bases.stations.sheets import Thing
from portal.core.reasons import Reason, Refused
from portal.organisations.imports import reader, values
from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import Choice, Verdict
from portal.organisations.imports.lists import Read, Reading, Scope
from portal.organisations.imports.words import choices_for

COMMUNITIES = "communities"


@dataclass(slots=True)
class _File:
    """What was found in the sheets of a file so far; ``strange`` are sheets of neither kind."""

    checker: Checker
    title: str = ""
    lines: int = 0
    entries: list[Entry] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    known: bool = False

    def add(self, name: str, grid: reader.Grid) -> None:
        """Read one sheet."""
        layout = sheets.find_layout(grid)
        self.lines += len(grid)
        if layout is not None:
            self.known = True
            above = (values.text(cell) for row in grid[: layout.heading_row] for cell in row)
            self.title = self.title or next((words for words in above if words), "")
            for row in sheets.rows(grid, layout):
                self.entries.append(self.checker.check(row, layout.thing, name))
        elif sheets.looks_like_one(grid):
            self.strange.append(name)


def read(path: Path, name: str, *, scope: Scope) -> Reading:
    """The rows of a file. Raises Refused for a file that cannot be read or has no such sheet.

    Rows come in the order of levels, rooms last, whatever their order in the file: a base above
    must be known before those below. Each tells its sheet and its line there.
    """
    city = cities.whole()
    file = _File(Checker(city))
    for sheet, grid in reader.named_grids(path, name):
        if grid and not (file.known and not sheet):
            file.add(sheet[:31], grid)
    if not file.known:
        raise Refused(_no_sheet())
    if not file.entries:
        raise Refused(reader.no_rows())
    if file.lines > reader.MOST_ROWS:
        raise Refused(reader.too_many_rows())
    judge = Judge(city, holdings.whole(city), scope)
    judged = [(entry, judge.judge(entry)) for entry in sorted(file.entries, key=_order)]
    rows = [_read(line, *pair) for line, pair in enumerate(judged, start=1)]
    rows += [_strange(len(rows) + n, sheet) for n, sheet in enumerate(file.strange, start=1)]
    return Reading(file.title, rows, {COMMUNITIES: _new_communities(judged)})


def _order(entry: Entry) -> int:
    if entry.thing is Thing.ROOM:
        return len(RANK) + 1
    level = entry.values.get("level")
    return RANK[BaseLevel(level)] if level else len(RANK)


def _new_communities(judged: Iterable[tuple[Entry, Judged]]) -> int:
    """How many communities the rows to be written add to the divisions."""
    return len(
        {
            (entry.values["division"], entry.values["community"])
            for entry, found in judged
            if found.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.WARNING)
            and "place" in found.changes
            and entry.values.get("community")
            and len(str(entry.values["division"])) == 9
        }
    )


def _read(line: int, entry: Entry, judged: Judged) -> Read:
    verdict, reasons = judged.verdict, judged.reasons
    if verdict is Verdict.DECISION and choices_for([f.code for f in reasons]) in ((), _LEAVE):
        verdict = Verdict.ERROR
    return Read(
        line=line,
        name=(entry.name or entry.raw.get("name", ""))[:250],
        raw=entry.raw,
        values=entry.values,
        changes=judged.changes,
        reasons=reasons,
        verdict=verdict,
        matched=judged.base.body if judged.base else None,
        sheet=entry.sheet,
        place=entry.place,
    )


_LEAVE = (Choice.LEAVE,)


def _strange(line: int, sheet: str) -> Read:
    found = Found("station_sheet_unknown", {"text": sheet})
    return Read(line, "", {}, {}, {}, [found], Verdict.ERROR, None, sheet, 1)


def _no_sheet() -> Reason:
    return Reason(
        "no_station_sheet",
        _("No sheet was recognised as stations or rooms."),
        _("Stations need the headings 站点名称 and 级别, rooms 站点名称, 场地名称 and 可容纳人数."),
    )
