"""Finds the organisation a row means, and what the row would change. Pure functions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from portal.organisations.imports.entries import DATES, Entry, Found
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import verdict_of
from portal.organisations.register.enums import STRUCK_OFF, RegisterState

FACTS = (
    "name",
    "code",
    "kind",
    "registry",
    "legal_representative",
    "registered_on",
    "supervising_unit",
    "capital_fen",
    "domicile",
    "scope",
    "state",
    "certificate_from",
    "certificate_to",
)
ORDER = tuple(Verdict)
Changes = dict[str, list[Any]]


@dataclass(slots=True)
class Known:
    """An organisation as the register has it: its key, facts and former names."""

    pk: int
    division: str
    facts: dict[str, Any]
    former_names: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Register:
    """The part of the register that a list is held against.

    ``other_bodies`` holds the codes of bodies that are no social organisations.
    """

    by_code: dict[str, Known] = field(default_factory=dict)
    by_name: dict[tuple[int | None, str], Known] = field(default_factory=dict)
    other_bodies: frozenset[str] = frozenset()

    def add(self, known: Known) -> None:
        """Make an organisation findable by code, by name and by former names."""
        registry = known.facts["registry"]
        self.by_code[known.facts["code"]] = known
        for name in known.former_names:
            self.by_name.setdefault((registry, name), known)
        self.by_name[(registry, known.facts["name"])] = known

    def namesake(self, entry: Entry) -> Known | None:
        """The organisation of the same registry that bears or bore the row's name."""
        names = (entry.name, *entry.former_names)
        found = (self.by_name.get((entry.registry, name)) for name in names if name)
        return next((known for known in found if known is not None), None)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's gravest class, the organisation it means, its changes, and all reasons."""

    verdict: Verdict
    changes: Changes
    matched: Known | None
    reasons: tuple[Found, ...]


def judge(entry: Entry, register: Register, scope: frozenset[int] | None) -> Judged:
    """What the row would do. ``scope`` holds the registries that may be written, None for all."""
    known = register.by_code.get(entry.code) if entry.code else None
    reasons = list(entry.reasons)
    if scope is not None and not _within(entry, known, scope):
        outside = (*reasons, Found("outside_registry"))
        return Judged(Verdict.SKIPPED, {}, known, outside)
    if not entry.is_wrong:
        reasons += _doubts(entry, known, register)
        known = known or _recoded(entry, register)
    changes = {} if entry.is_wrong else differences(entry, known)
    return Judged(_gravest(reasons, known, changes), changes, known, tuple(reasons))


def differences(entry: Entry, known: Known | None) -> Changes:
    """{fact: [old, new]} for every fact the list states otherwise; blanks state nothing."""
    changes: Changes = {}
    for fact in FACTS:
        new = _plain(entry, fact)
        old = known.facts[fact] if known else None
        if new not in ("", None) and new != old:
            changes[fact] = [old, new]
    fresh = [n for n in entry.former_names if known is None or n not in known.former_names]
    if fresh:
        changes["former_names"] = [None, "、".join(fresh)]
    return changes


def _within(entry: Entry, known: Known | None, scope: frozenset[int]) -> bool:
    if entry.registry not in scope:
        return False
    return known is None or known.facts["registry"] in scope | {None}


def _doubts(entry: Entry, known: Known | None, register: Register) -> Iterator[Found]:
    if known is None and entry.code in register.other_bodies:
        yield Found("code_held_by_other_body")
    elif known is None:
        namesake = register.namesake(entry)
        if namesake is not None and namesake.facts["code"]:
            facts = namesake.facts
            yield Found("name_has_other_code", {"name": facts["name"], "other": facts["code"]})
    else:
        if entry.name in known.former_names and entry.name != known.facts["name"]:
            yield Found("former_name_again", {"name": known.facts["name"]})
        if known.facts["state"] in STRUCK_OFF and entry.state == RegisterState.NORMAL:
            yield Found("back_to_normal")


def _recoded(entry: Entry, register: Register) -> Known | None:
    """An organisation that has no code yet, found by its name."""
    namesake = register.namesake(entry)
    return namesake if namesake is not None and not namesake.facts["code"] else None


def _gravest(reasons: Iterable[Found], known: Known | None, changes: Changes) -> Verdict:
    plain = Verdict.NEW if known is None else Verdict.CHANGED if changes else Verdict.UNCHANGED
    return min((plain, *(verdict_of(found.code) for found in reasons)), key=ORDER.index)


def _plain(entry: Entry, fact: str) -> Any:
    value = getattr(entry, fact)
    return value.isoformat() if value is not None and fact in DATES else value
