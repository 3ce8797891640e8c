"""Turns the cells of a record list into what each row states, with every reason that applies."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.core import credit_code
from portal.law.queries import NoRuleError
from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable
from portal.organisations.record import validity, words
from portal.organisations.record.entries import Entry, Key
from portal.organisations.record.enums import FactKind, GradeLevel, PenaltyKind
from portal.organisations.record.sheets import CODE, NAME, REQUIRED, Layout, Row

FIRST_YEAR = 1990
TEXTS = {"ground": 250, "rating_body": 120, "number": 80, "scheme": 120}


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
            _Cells(entry, row.cells, self.today, layout.in_wan).understand()
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
    today: date
    in_wan: bool

    def understand(self) -> None:
        """Fill the facts of the row's kind and note what is wrong with them."""
        for name, longest in TEXTS.items():
            if name in self.cells:
                self._text(name, longest)
        {
            FactKind.INSPECTION: self._inspection,
            FactKind.LISTING: self._listing,
            FactKind.PENALTY: self._penalty,
            FactKind.GRADE: self._grade,
            FactKind.AWARD: self._award,
        }[self.entry.kind]()

    def _inspection(self) -> None:
        year = self._known("year", words.year, "year_impossible")
        if year is not None and not FIRST_YEAR <= year <= self.today.year:
            code = "year_in_future" if year > self.today.year else "year_impossible"
            self.entry.note(code, text=self.entry.raw["year"][:40])
        self._known("result", words.result, "result_unknown")

    def _listing(self) -> None:
        self._known("list", words.credit_list, "list_unknown")
        listed = self._day("listed_on")
        removed = self._day("removed_on", future="removal_to_come")
        if removed and removed > self.today:
            del self.entry.facts["removed_on"]
        if listed and removed and removed < listed:
            self.entry.note(
                "removed_before_listed", listed=listed.isoformat(), removed=removed.isoformat()
            )
        if not self.entry.raw.get("ground"):
            self.entry.note("ground_missing")

    def _penalty(self) -> None:
        kind = self._known("penalty", words.penalty, "penalty_unknown", into="kind")
        self._known("minor", words.yes, "answer_unknown")
        self._known("served", words.yes, "answer_unknown")
        self._day("decided_on")
        amount = self._amount()
        if kind == PenaltyKind.FINE and amount == 0:
            self.entry.note("fine_without_amount")

    def _grade(self) -> None:
        self._known("grade", words.grade, "grade_unknown")
        announced = self._day("announced_on")
        ends = self._day("valid_to", future="")
        if announced is None:
            return
        try:
            first, _last = validity.grade_days(announced)
        except NoRuleError:
            self.entry.note("date_impossible", text=announced.isoformat(), column="announced_on")
            return
        if ends and ends < first:
            self.entry.note("grade_ends_before_start", text=ends.isoformat())

    def _award(self) -> None:
        self._known("grade", words.grade, "grade_unknown")
        self._day("paid_on")
        if self._amount() == 0:
            self.entry.note("amount_nothing")

    def _text(self, name: str, longest: int) -> None:
        text = self.entry.raw[name]
        if len(text) > longest:
            self.entry.note("text_too_long", column=name)
        if text.startswith("="):
            self.entry.note("formula_in_cell", column=name, text=text[:80])
        self.entry.facts[name] = text[:longest]

    def _known(
        self, name: str, understand: Callable[[object], Any], unknown: str, *, into: str = ""
    ) -> Any:
        try:
            found = understand(self.cells.get(name))
        except Unreadable:
            self.entry.note(unknown, text=self.entry.raw[name][:40], column=name)
            return None
        plain = found
        if isinstance(found, GradeLevel):
            plain = int(found)
        elif isinstance(found, str):
            plain = str(found)
        self.entry.facts[into or name] = plain
        return found

    def _day(self, name: str, *, future: str = "date_in_future") -> date | None:
        try:
            found = values.day(self.cells.get(name))
        except Unreadable:
            self.entry.note("date_impossible", text=self.entry.raw[name][:40], column=name)
            return None
        if found is None:
            return None
        if found > self.today and future:
            self.entry.note(future, text=found.isoformat(), column=name)
        self.entry.facts[name] = found.isoformat()
        return found

    def _amount(self) -> int | None:
        """The amount in fen; nothing counts as none, a negative one as no number."""
        text = self.entry.raw.get("amount", "")
        try:
            found, _plain = values.fen(self.cells.get("amount"), in_wan=self.in_wan)
        except Unreadable:
            self.entry.note("amount_not_a_number", text=text[:40])
            return None
        self.entry.facts["amount_fen"] = found
        return found


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
        if not entry.raw.get(column):
            entry.note("cell_missing", column=column)
