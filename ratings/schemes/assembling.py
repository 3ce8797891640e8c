"""Puts the lines of a spreadsheet together to a sheet; every cell that does not fit is a fault."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ratings.schemes import columns
from ratings.schemes.columns import HEADS, NO, POINTS_PAGE, YES, Column
from ratings.schemes.contents import GroupContent, ItemContent, PointContent, SheetContent
from ratings.schemes.enums import Evidence, Nature, Rebase
from ratings.schemes.reading import Fault, Pages, number

ZERO = Decimal(0)
SEPARATORS = re.compile(r"[、，,；;\n]+")
TRUE, FALSE = frozenset({YES, "√", "yes", "1"}), frozenset({NO, "", "×", "no", "0"})
Cells = Mapping[Column, str]


@dataclass(slots=True)
class _Item:
    code: str
    title: str
    points: list[PointContent] = field(default_factory=list)


@dataclass(slots=True)
class _Group:
    code: str
    title: str
    total: Decimal | None = None
    items: dict[str, _Item] = field(default_factory=dict)

    @property
    def content(self) -> GroupContent:
        """The group as it will be kept; without a total it has what its points sum to."""
        items = tuple(ItemContent(i.code, i.title, tuple(i.points)) for i in self.items.values())
        found = GroupContent(self.code, self.title, items=items)
        given = sum((point.maximum for point in found.points(Nature.SCORED)), ZERO)
        return replace(found, total=given if self.total is None else self.total)


def assemble(pages: Pages, before: SheetContent) -> tuple[SheetContent, list[Fault]]:
    """The sheet of a spreadsheet and what must be mended in it.

    What has no page of its own (bands, basics) stays as it was ``before``. Blank cells of a
    merged group or item mean the one above; a missing code is made from the place.
    """
    maker = _Maker(list(pages.faults))
    for line, cells in pages.lines:
        maker.take(line, cells)
    sheet = replace(before, groups=tuple(group.content for group in maker.groups.values()))
    if pages.bands is not None:
        sheet = replace(sheet, bands=pages.bands)
    return _with_basics(sheet, pages.basics, maker.faults), maker.faults


def _with_basics(
    sheet: SheetContent, basics: Mapping[str, str], faults: list[Fault]
) -> SheetContent:
    given: dict[str, object] = {k: basics[k] for k in ("basis", "introduction") if k in basics}
    for name in ("total", "bonus_most"):
        if name in basics:
            found = number(basics[name])
            if found is None:
                faults.append(_basic_fault(name, "no_number", basics[name]))
            else:
                given[name] = found
    if "rebase" in basics:
        rebase = columns.known(Rebase, basics["rebase"])
        if rebase is None:
            faults.append(_basic_fault("rebase", "rebase_unknown", basics["rebase"]))
        else:
            given["rebase"] = rebase
    return replace(sheet, **given)  # type: ignore[arg-type] # names and types are those above


def _basic_fault(name: str, code: str, value: str) -> Fault:
    return Fault(columns.BASICS_PAGE, 0, columns.BASICS[name], code, value[:60])


class _Maker:
    """Takes lines in their order; knows the group and item of the line above."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.groups: dict[str, _Group] = {}
        self.group: _Group | None = None
        self.item: _Item | None = None

    def take(self, line: int, cells: Cells) -> None:
        """One line: its group, its item, its point, as far as they stand in it."""
        self._find_group(line, cells)
        if self.group is None:
            self._fault(line, Column.GROUP, "cell_missing")
            return
        self._find_item(line, cells, self.group)
        if not any(cells.get(c) for c in (Column.CODE, Column.POINT, Column.MAXIMUM)):
            return
        if self.item is None:
            self._fault(line, Column.ITEM, "cell_missing")
            return
        self.item.points.append(self._point(line, cells, self.item))

    def _find_group(self, line: int, cells: Cells) -> None:
        code, title = cells.get(Column.GROUP_CODE, ""), cells.get(Column.GROUP, "")
        if not code and not title:
            self._total(line, cells)
            return
        key = code or title
        found = self.groups.get(key)
        if found is None:
            found = _Group(code or str(len(self.groups) + 1), title)
            self.groups[key] = found
        elif title and title != found.title:
            self._fault(line, Column.GROUP, "two_names", title)
        if found is not self.group:
            self.group, self.item = found, None
        self._total(line, cells)

    def _total(self, line: int, cells: Cells) -> None:
        words = cells.get(Column.GROUP_TOTAL, "")
        if not words or self.group is None:
            return
        total = number(words)
        if total is None:
            self._fault(line, Column.GROUP_TOTAL, "no_number", words)
        elif self.group.total is None:
            self.group.total = total
        elif total != self.group.total:
            self._fault(line, Column.GROUP_TOTAL, "two_totals", words)

    def _find_item(self, line: int, cells: Cells, group: _Group) -> None:
        code, title = cells.get(Column.ITEM_CODE, ""), cells.get(Column.ITEM, "")
        if not code and not title:
            return
        key = code or title
        found = group.items.get(key)
        if found is None:
            found = _Item(code or f"{group.code}.{len(group.items) + 1}", title)
            group.items[key] = found
        elif title and title != found.title:
            self._fault(line, Column.ITEM, "two_names", title)
        self.item = found

    def _point(self, line: int, cells: Cells, item: _Item) -> PointContent:
        title = cells.get(Column.POINT, "")
        if not title:
            self._fault(line, Column.POINT, "cell_missing")
        nature = self._nature(line, cells.get(Column.NATURE, ""))
        return PointContent(
            code=cells.get(Column.CODE, "") or f"{item.code}.{len(item.points) + 1}",
            title=title,
            maximum=self._maximum(line, cells.get(Column.MAXIMUM, ""), nature),
            method=cells.get(Column.METHOD, ""),
            evidence=self._evidence(line, cells.get(Column.EVIDENCE, "")),
            nature=nature,
            may_not_apply=self._truth(line, cells.get(Column.MAY_NOT_APPLY, "")),
            cap=self._cap(line, cells.get(Column.CAP, "")),
        )

    def _nature(self, line: int, words: str) -> str:
        found = columns.known(Nature, words) if words else Nature.SCORED.value
        if found is None:
            self._fault(line, Column.NATURE, "nature_unknown", words)
        return found or Nature.SCORED.value

    def _maximum(self, line: int, words: str, nature: str) -> Decimal:
        if not words and nature == Nature.VETO:
            return ZERO
        found = number(words)
        if found is None:
            self._fault(line, Column.MAXIMUM, "no_number" if words else "cell_missing", words)
        return found or ZERO

    def _evidence(self, line: int, words: str) -> tuple[str, ...]:
        found = []
        for word in filter(None, (part.strip() for part in SEPARATORS.split(words))):
            code = columns.known(Evidence, word)
            if code is None:
                self._fault(line, Column.EVIDENCE, "evidence_unknown", word)
            else:
                found.append(code)
        return tuple(dict.fromkeys(found))

    def _truth(self, line: int, words: str) -> bool:
        if words.lower() not in TRUE | FALSE:
            self._fault(line, Column.MAY_NOT_APPLY, "not_yes_or_no", words)
        return words.lower() in TRUE

    def _cap(self, line: int, words: str) -> int | None:
        level = columns.grade_level(words) if words else None
        if words and level is None:
            self._fault(line, Column.CAP, "grade_unknown", words)
        return level

    def _fault(self, line: int, column: Column, code: str, value: str = "") -> None:
        self.faults.append(Fault(POINTS_PAGE, line, HEADS[column].heading, code, value[:60]))
