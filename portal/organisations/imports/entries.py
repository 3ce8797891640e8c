"""A row of a list as it was understood, with the reasons found on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.organisations.imports.columns import Column
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import verdict_of


@dataclass(frozen=True, slots=True)
class Found:
    """A reason found in a row: its code and what its words need."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """What a row states. Empty text and None mean that the list says nothing.

    ``registry`` is the id of the registration authority, ``division`` its division's code.
    """

    line: int
    name: str = ""
    code: str = ""
    kind: str = ""
    registry: int | None = None
    division: str = ""
    former_names: tuple[str, ...] = ()
    legal_representative: str = ""
    registered_on: date | None = None
    supervising_unit: str = ""
    capital_fen: int | None = None
    domicile: str = ""
    scope: str = ""
    state: str = ""
    certificate_from: date | None = None
    certificate_to: date | None = None
    reasons: list[Found] = field(default_factory=list)
    raw: dict[Column, str] = field(default_factory=dict)

    def note(self, code: str, **params: Any) -> None:
        """Add a reason."""
        self.reasons.append(Found(code, params))

    @property
    def is_wrong(self) -> bool:
        """Whether a reason bars the row from the register."""
        return any(verdict_of(found.code) is Verdict.ERROR for found in self.reasons)


TEXTS = (
    "name",
    "code",
    "kind",
    "registry",
    "division",
    "legal_representative",
    "supervising_unit",
    "capital_fen",
    "domicile",
    "scope",
    "state",
)
DATES = ("registered_on", "certificate_from", "certificate_to")


def to_json(entry: Entry) -> dict[str, Any]:
    """What the row states, as plain values; what it does not state is left out."""
    values = {
        name: getattr(entry, name) for name in TEXTS if getattr(entry, name) not in ("", None)
    }
    dates = {name: day.isoformat() for name in DATES if (day := getattr(entry, name))}
    former = {"former_names": list(entry.former_names)} if entry.former_names else {}
    return values | dates | former


def from_json(line: int, values: Mapping[str, Any], reasons: Iterable[Mapping[str, Any]]) -> Entry:
    """The row again."""
    entry = Entry(
        line=line,
        former_names=tuple(values.get("former_names", ())),
        reasons=[Found(r["code"], r["params"]) for r in reasons],
    )
    for name in values.keys() & {*TEXTS, *DATES}:
        setattr(entry, name, date.fromisoformat(values[name]) if name in DATES else values[name])
    return entry
