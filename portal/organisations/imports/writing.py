"""Writes rows of a list into the register, a chunk at a time, each held against it once more."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction

from portal.accounts.models import User
from portal.bodies import queries as places
from portal.bodies.operations import Identity
from portal.organisations.imports.entries import Entry
from portal.organisations.imports.enums import WRITTEN, Choice, Outcome, Verdict
from portal.organisations.imports.matching import Known, Register, differences, judge
from portal.organisations.imports.queries import register_around
from portal.organisations.register import operations as register_operations
from portal.organisations.register.operations import Source, Statement
from portal.workflow.worker import pause

T = TypeVar("T")
CHUNK, FIRST, LEAST = 500, 100, 50
TURN_SECONDS = 0.15
PAUSE_SECONDS = 0.1
FIELDS = {
    "registry": "registry_id",
    "capital_fen": "founding_capital_fen",
    "scope": "business_scope",
}
IDENTITY = frozenset({"name", "code", "kind", "former_names"})


@dataclass(frozen=True, slots=True)
class Pending:
    """A row to be written: what it states, what the preview promised, what was decided."""

    entry: Entry
    promised: Mapping[str, Any]
    choice: str = Choice.NONE


@dataclass(slots=True)
class Pace:
    """How many rows are written in one turn, and how long others may write after it.

    On a small database one writer keeps the others waiting, so a turn that took longer than 0.15
    seconds is followed by shorter ones, and each by a pause as long as itself.
    """

    pause: float = PAUSE_SECONDS
    rows: int = FIRST
    _began: float = 0.0

    def __enter__(self) -> "Pace":
        self._began = time.monotonic()
        return self

    def __exit__(self, fault: object, *_: object) -> None:
        if fault is not None:
            return
        took = time.monotonic() - self._began
        if took > TURN_SECONDS:
            self.rows = max(LEAST, self.rows // 2)
        elif took < TURN_SECONDS / 3:
            self.rows = min(CHUNK, self.rows * 2)
        if self.pause:
            pause.wait(max(self.pause, took))
        pause.check()


@transaction.atomic
def write(
    pending: Sequence[Pending],
    *,
    source: Source,
    scope: frozenset[int] | None,
    by: User | None,
) -> list[Outcome]:
    """Write a chunk; returns what became of each row, in order.

    A row that would now do something else than the preview promised is left out (STALE).
    """
    outcomes: list[Outcome] = []
    for part in _without_repeated_codes(pending):
        outcomes += _write_part(part, source, scope, by)
    return outcomes


def chunks(items: Sequence[T] | Iterator[T]) -> Iterator[list[T]]:
    """Lists of at most 500."""
    left = iter(items)
    while part := list(islice(left, CHUNK)):
        yield part


def _write_part(
    part: Sequence[Pending], source: Source, scope: frozenset[int] | None, by: User | None
) -> list[Outcome]:
    codes = [p.entry.code for p in part]
    names = [name for p in part for name in (p.entry.name, *p.entry.former_names)]
    register = register_around(codes, names)
    planned = [_plan(p, register, scope) for p in part]
    statements = [plan for plan in planned if isinstance(plan, Statement)]
    register_operations.write_many(statements, source=source, by=by)
    return [plan if isinstance(plan, Outcome) else Outcome.WRITTEN for plan in planned]


def _plan(
    pending: Pending, register: Register, scope: frozenset[int] | None
) -> Statement | Outcome:
    entry = pending.entry
    judged = judge(entry, register, scope)
    if judged.verdict in (Verdict.SKIPPED, Verdict.ERROR):
        return Outcome.STALE
    known, changes = judged.matched, judged.changes
    if pending.choice == Choice.MATCH:
        known = register.by_code.get(entry.code) or register.namesake(entry)
        changes = differences(entry, known)
    elif pending.choice != Choice.TAKE:
        if judged.verdict not in (*WRITTEN, Verdict.UNCHANGED):
            return Outcome.STALE
        if changes and changes != pending.promised:
            return Outcome.STALE
    return _statement(entry, known, changes) if changes else Outcome.WRITTEN


def _statement(entry: Entry, known: Known | None, changes: Mapping[str, Any]) -> Statement:
    facts = {
        FIELDS.get(fact, fact): getattr(entry, fact) for fact in changes if fact not in IDENTITY
    }
    identity = Identity(
        kind=entry.kind or (known.facts["kind"] if known else ""),
        name=entry.name,
        credit_code=entry.code,
        division=_division(entry, known, changes),
    )
    former = entry.former_names if "former_names" in changes else ()
    return Statement(known.pk if known else None, identity, facts, changes, former)


def _division(entry: Entry, known: Known | None, changes: Mapping[str, Any]) -> str:
    if known is not None and "registry" not in changes:
        return known.division
    if entry.registry is not None:
        return entry.division
    found = places.division(entry.division)
    return found.code if found is not None else places.CITY


def _without_repeated_codes(pending: Sequence[Pending]) -> Iterator[list[Pending]]:
    part: list[Pending] = []
    seen: set[str] = set()
    for row in pending:
        if row.entry.code in seen:
            yield part
            part, seen = [], set()
        part.append(row)
        seen.add(row.entry.code)
    if part:
        yield part
