"""A row of a record list as it was understood, with the reasons found on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import verdict_of
from portal.organisations.record.enums import FactKind

KEYS: dict[FactKind, tuple[str, ...]] = {
    FactKind.INSPECTION: ("year",),
    FactKind.LISTING: ("list", "listed_on"),
    FactKind.PENALTY: ("kind", "decided_on"),
    FactKind.GRADE: ("announced_on",),
    FactKind.AWARD: ("scheme", "paid_on"),
}
REST: dict[FactKind, tuple[str, ...]] = {
    FactKind.INSPECTION: ("result",),
    FactKind.LISTING: ("ground", "removed_on"),
    FactKind.PENALTY: ("minor", "amount_fen", "served"),
    FactKind.GRADE: ("grade", "valid_to", "rating_body", "number"),
    FactKind.AWARD: ("grade", "amount_fen"),
}
DATES = frozenset({"listed_on", "removed_on", "decided_on", "announced_on", "valid_to", "paid_on"})
Key = tuple[Any, ...]


@dataclass(slots=True)
class Entry:
    """What a row states about one organisation. ``facts`` are plain values, dates as text.

    A fact that is missing or None is one the list says nothing about. ``line`` counts through
    all sheets, ``place`` within its own.
    """

    kind: FactKind
    line: int
    sheet: str
    place: int
    name: str = ""
    code: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    reasons: list[Found] = field(default_factory=list)
    raw: dict[str, str] = field(default_factory=dict)

    def note(self, code: str, **params: Any) -> None:
        """Add a reason."""
        self.reasons.append(Found(code, params))

    @property
    def is_wrong(self) -> bool:
        """Whether a reason bars the row from the record."""
        return any(verdict_of(found.code) is Verdict.ERROR for found in self.reasons)

    @property
    def key(self) -> Key:
        """What tells this fact from the organisation's others of its kind."""
        return tuple(self.facts.get(name) for name in KEYS[self.kind])

    @property
    def stated(self) -> dict[str, Any]:
        """The facts of its kind, key first, without those the list says nothing about."""
        names = (*KEYS[self.kind], *REST[self.kind])
        return {n: v for n in names if (v := self.facts.get(n)) not in (None, "")}


def to_json(entry: Entry) -> dict[str, Any]:
    """What the row states, as plain values."""
    return {"fact": str(entry.kind), "name": entry.name, "code": entry.code} | entry.stated


def from_json(line: int, values: Mapping[str, Any], reasons: Iterable[Mapping[str, Any]]) -> Entry:
    """The row again."""
    facts = dict(values)
    kind = FactKind(facts.pop("fact"))
    name, code = facts.pop("name", ""), facts.pop("code", "")
    found = [Found(r["code"], r["params"]) for r in reasons]
    return Entry(kind, line, "", 0, name=name, code=code, facts=facts, reasons=found)
