"""Turns the cells of a row into what the row states, with every reason that applies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from portal.bodies.enums import SOCIAL_ORGANISATIONS
from portal.core import credit_code, money
from portal.organisations.imports import values
from portal.organisations.imports.columns import Column, Layout
from portal.organisations.imports.entries import Entry
from portal.organisations.imports.reader import Line
from portal.organisations.imports.values import Unreadable

LONGEST_NAME = 120
TEXT_COLUMNS = {
    Column.LEGAL_REPRESENTATIVE: ("legal_representative", 60),
    Column.SUPERVISING_UNIT: ("supervising_unit", 120),
    Column.DOMICILE: ("domicile", 250),
    Column.SCOPE: ("scope", 4000),
}
DATE_COLUMNS = {
    Column.REGISTERED_ON: "registered_on",
    Column.CERTIFICATE_FROM: "certificate_from",
    Column.CERTIFICATE_TO: "certificate_to",
}
PREPARING = ("（筹）", "（筹备）", "（筹备中）", "（筹备组）", "（筹备委员会）")


class Registry(Protocol):
    """A registration authority: its id and its division."""

    pk: Any
    division_id: Any


class Registries(Protocol):
    """Who knows the registration authorities."""

    def named(self, name: str) -> Registry | None: ...
    def of_division(self, code: str) -> Registry | None: ...


@dataclass(slots=True)
class Checker:
    """Checks the rows of one list in their order; remembers them to find repetitions."""

    layout: Layout
    registries: Registries
    today: date
    seen: dict[tuple[str, str], Entry] = field(default_factory=dict)
    by_code: dict[str, Entry] = field(default_factory=dict)
    by_name: dict[tuple[int | None, str], Entry] = field(default_factory=dict)

    def check_all(self, lines: Iterable[Line]) -> Iterator[Entry]:
        """Each row as it was understood."""
        for line in lines:
            yield self.check(line)

    def check(self, line: Line) -> Entry:
        """One row as it was understood."""
        entry = Entry(line.number)
        entry.raw = {column: values.text(cell) for column, cell in line.cells.items()}
        _name(entry)
        code = _code(entry)
        _kind(entry, code)
        self._registry(entry, code)
        _dates(entry, line.cells, self.today)
        _funds(entry, line.cells, self.layout.funds_in_wan)
        _state(entry)
        _texts(entry)
        self._repetitions(entry)
        return entry

    def _registry(self, entry: Entry, code: credit_code.CreditCode) -> None:
        words = entry.raw.get(Column.REGISTRY, "")
        found = self.registries.named(words) if words else None
        if words and found is None:
            entry.note("registry_unknown", text=words)
        elif not words and code.division:
            found = self.registries.of_division(code.division)
        if found is not None:
            entry.registry, entry.division = found.pk, found.division_id
        else:
            entry.division = code.division

    def _repetitions(self, entry: Entry) -> None:
        key = (entry.code, entry.name)
        earlier = self.seen.get(key)
        if earlier is not None and (entry.is_wrong or not earlier.is_wrong):
            entry.note("duplicate_row", line=earlier.line)
        elif entry.code and entry.name:
            self._contradictions(entry)
        if earlier is None or earlier.is_wrong:
            self.seen[key] = entry
        if entry.code and entry.name:
            self.by_code.setdefault(entry.code, entry)
            self.by_name.setdefault((entry.registry, entry.name), entry)

    def _contradictions(self, entry: Entry) -> None:
        same_code = self.by_code.get(entry.code)
        same_name = self.by_name.get((entry.registry, entry.name))
        if same_code is not None and same_code.name != entry.name:
            entry.note("code_with_two_names", line=same_code.line, name=same_code.name)
        elif same_name is not None and same_name.code != entry.code and not same_name.is_wrong:
            entry.note("name_twice_in_list", line=same_name.line, other=same_name.code)


def _name(entry: Entry) -> None:
    words = entry.raw.get(Column.NAME, "")
    if values.starts_as_formula(words):
        entry.note("formula_text", text=words[:80])
        return
    entry.name = values.name(words)
    if not entry.name:
        entry.note("name_missing")
    elif len(entry.name) > LONGEST_NAME:
        entry.note("name_too_long")
    elif any(sign in entry.name for sign in PREPARING):
        entry.note("name_contains_preparing")
    former = values.name(entry.raw.get(Column.FORMER_NAME, ""))
    parts = former.replace("；", "、").replace("，", "、").replace(";", "、").split("、")
    entry.former_names = tuple(p for p in parts if p and p != entry.name and len(p) < LONGEST_NAME)


def _code(entry: Entry) -> credit_code.CreditCode:
    words = entry.raw.get(Column.CODE, "")
    code = credit_code.check(words)
    entry.code = code.code[:40]
    for reason in code.reasons:
        entry.note(reason.code, text=words[:40])
    return code


def _kind(entry: Entry, code: credit_code.CreditCode) -> None:
    words = entry.raw.get(Column.KIND, "")
    by_code = str(code.kind or "")
    known = by_code in SOCIAL_ORGANISATIONS
    try:
        entry.kind = str(values.kind(words) or "")
    except Unreadable:
        entry.note("type_from_code" if known else "type_unknown", text=words[:40])
        entry.kind = by_code if known else ""
        return
    if entry.kind and by_code and entry.kind != by_code:
        entry.note("type_contradicts_code", kind=words, part=entry.code[:2])
    elif not entry.kind and known:
        entry.kind = by_code
    elif not entry.kind and by_code:
        entry.note("type_unknown", text="")


def _dates(entry: Entry, cells: dict[Column, object], today: date) -> None:
    for column, name in DATE_COLUMNS.items():
        try:
            setattr(entry, name, values.day(cells.get(column)))
        except Unreadable:
            entry.note("date_impossible", text=entry.raw[column][:40], column=str(column))
            continue
    registered = entry.registered_on
    if registered is not None and registered > today:
        entry.note("date_in_future", text=registered.isoformat())
    elif registered is None and not entry.raw.get(Column.REGISTERED_ON):
        entry.note("date_missing")
    start, end = entry.certificate_from, entry.certificate_to
    if start and end and end < start:
        entry.note("certificate_ends_before_start")
        entry.certificate_from = entry.certificate_to = None


def _funds(entry: Entry, cells: dict[Column, object], in_wan: bool) -> None:
    words = entry.raw.get(Column.CAPITAL, "")
    try:
        entry.capital_fen, plain = values.fen(cells.get(Column.CAPITAL), in_wan=in_wan)
    except Unreadable:
        entry.note("funds_not_a_number", text=words[:40], understood="—")
        return
    if not plain and entry.capital_fen is not None:
        amount = f"¥{money.yuan(entry.capital_fen)}"
        entry.note("funds_not_a_number", text=words[:40], understood=amount)


def _state(entry: Entry) -> None:
    words = entry.raw.get(Column.STATE, "")
    try:
        entry.state = str(values.state(words) or "")
    except Unreadable:
        entry.note("state_unknown", text=words[:40])


def _texts(entry: Entry) -> None:
    for column, (name, longest) in TEXT_COLUMNS.items():
        words = entry.raw.get(column, "")
        if len(words) > longest:
            entry.note("text_too_long", column=str(column))
        if words.startswith("="):
            entry.note("formula_in_cell", column=str(column), text=words[:80])
        setattr(entry, name, words[:longest])
