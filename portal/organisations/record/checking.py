"""Turns the cells of a record list into what each row states, with every reason that applies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core import credit_code
from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable
from portal.organisations.record import conditions, words
from portal.organisations.record.entries import DATES, Entry, Key
from portal.organisations.record.enums import FactKind
from portal.organisations.record.sheets import CODE, NAME, REQUIRED, Layout, Row

TEXTS = {"ground": 250, "rating_body": 120, "number": 80, "scheme": 120}
NOTHING = frozenset({"", "-", "—", "——", "/", "无", "未移出"})
WORDS: dict[str, tuple[Callable[[object], Any], str]] = {
    "year": (words.year, "year_impossible"),
    "result": (words.result, "result_unknown"),
    "list": (words.credit_list, "list_unknown"),
    "penalty": (words.penalty, "penalty_unknown"),
    "minor": (words.yes, "answer_unknown"),
    "served": (words.yes, "answer_unknown"),
    "grade": (words.grade, "grade_unknown"),
}


@dataclass(slots=True)
class Checker:
    """Checks the rows of one file in their order; remembers them to find repetitions."""

    today: date
    seen: dict[tuple[FactKind, str, Key], Entry] = field(default_factory=dict)

    def check_all(
        self, rows: Iterable[Row], layout: Layout, *, sheet: str, after: int
    ) -> Iterator[Entry]:
        """Each row of a sheet as it was understood; ``after`` lines stood in the sheets before."""
        for row in rows:
            entry = Entry(layout.kind, after + row.place, sheet, row.place)
            entry.raw = {name: values.text(cell) for name, cell in row.cells.items()}
            _who(entry)
            _empty(entry)
            _Cells(entry, row.cells, layout.in_wan).understand()
            entry.reasons += conditions.doubts(entry.kind, entry.facts, self.today)
            if entry.facts.get("removed_on", "") > self.today.isoformat():
                del entry.facts["removed_on"]
            self._repetition(entry)
            yield entry

    def _repetition(self, entry: Entry) -> None:
        if not entry.code or None in entry.key:
            return
        key = (entry.kind, entry.code, entry.key)
        earlier = self.seen.get(key)
        if earlier is None or earlier.is_wrong:
            self.seen[key] = entry
        elif earlier.stated == entry.stated:
            entry.note("duplicate_row", line=earlier.place)
        elif not entry.is_wrong:
            entry.note("row_contradicts", line=earlier.place)


@dataclass(slots=True)
class _Cells:
    """The cells of one row on their way into its facts."""

    entry: Entry
    cells: dict[str, object]
    in_wan: bool

    def understand(self) -> None:
        """Fill the facts of the row's kind and note the cells that nobody can read."""
        for name in self.cells:
            if self.entry.raw[name] in NOTHING:
                continue
            if name in TEXTS:
                self._text(name, TEXTS[name])
            elif name in DATES:
                self._day(name)
            elif name in WORDS:
                self._known(name, *WORDS[name])
            elif name == "amount":
                self._amount()

    def _text(self, name: str, longest: int) -> None:
        text = self.entry.raw[name]
        if len(text) > longest:
            self.entry.note("text_too_long", column=name)
        if text.startswith("="):
            self.entry.note("formula_in_cell", column=name, text=text[:80])
        self.entry.facts[name] = text[:longest]

    def _known(self, name: str, understand: Callable[[object], Any], unknown: str) -> None:
        try:
            found = understand(self.cells[name])
        except Unreadable:
            self.entry.note(unknown, text=self.entry.raw[name][:40], column=name)
            return
        self.entry.facts["kind" if name == "penalty" else name] = getattr(found, "value", found)

    def _day(self, name: str) -> None:
        try:
            found = values.day(self.cells[name])
        except Unreadable:
            self.entry.note("date_impossible", text=self.entry.raw[name][:40], column=name)
            return
        if found is not None:
            self.entry.facts[name] = found.isoformat()

    def _amount(self) -> None:
        try:
            found, _plain = values.fen(self.cells["amount"], in_wan=self.in_wan)
        except Unreadable:
            self.entry.note("amount_not_a_number", text=self.entry.raw["amount"][:40])
            return
        self.entry.facts["amount_fen"] = found


def _who(entry: Entry) -> None:
    text = entry.raw.get(CODE, "")
    code = credit_code.check(text)
    entry.code = code.code[:40]
    for reason in code.reasons:
        entry.note(reason.code, text=text[:40])
    name = entry.raw.get(NAME, "")
    if values.starts_as_formula(name):
        entry.note("formula_text", text=name[:80])
        return
    entry.name = values.name(name)
    if not entry.name:
        entry.note("name_missing")


def _empty(entry: Entry) -> None:
    for column in sorted(REQUIRED[entry.kind]):
        if entry.raw.get(column, "") in NOTHING:
            entry.note("cell_missing", column=column)
