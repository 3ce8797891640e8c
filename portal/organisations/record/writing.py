"""Writes rows of a record list, a chunk at a time, each held against the record once more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.organisations.imports.enums import WRITTEN, Choice, Outcome, Verdict
from portal.organisations.record import holdings as held
from portal.organisations.record.entries import Entry, Key
from portal.organisations.record.enums import FactKind
from portal.organisations.record.matching import Holdings, Judged, judge
from portal.organisations.record.operations import Statement, add_many
from portal.organisations.register.operations import Source

Mark = tuple[FactKind, str, Key]


@dataclass(frozen=True, slots=True)
class Pending:
    """A row to be written: what it states, what the preview promised, what was decided."""

    entry: Entry
    promised: Mapping[str, Any]
    choice: str = Choice.NONE


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
    for part in _without_repeated_keys(pending):
        entries = [p.entry for p in part]
        kinds = {entry.kind for entry in entries}
        holdings = held.around([entry.code for entry in entries], kinds)
        planned = [_plan(p, holdings, scope, source) for p in part]
        add_many([s for s in planned if isinstance(s, Statement)], source=source, by=by)
        outcomes += [p if isinstance(p, Outcome) else Outcome.WRITTEN for p in planned]
    return outcomes


def _plan(
    pending: Pending, holdings: Holdings, scope: frozenset[int] | None, source: Source
) -> Statement | Outcome:
    judged = judge(pending.entry, holdings, scope, source.on)
    if judged.known is None or judged.verdict in (Verdict.SKIPPED, Verdict.ERROR):
        return Outcome.STALE
    if pending.choice != Choice.TAKE:
        if judged.verdict not in (*WRITTEN, Verdict.UNCHANGED):
            return Outcome.STALE
        if judged.changes and judged.changes != pending.promised:
            return Outcome.STALE
    return _statement(pending.entry, judged) if judged.changes else Outcome.WRITTEN


def _statement(entry: Entry, judged: Judged) -> Statement:
    if judged.known is None:
        raise ValueError("A row without an organisation states nothing.")
    replaces = judged.stands.pk if judged.stands else None
    before = judged.stands.facts if judged.stands else {}
    return Statement(
        organisation=judged.known.pk,
        kind=entry.kind,
        facts=dict(before) | entry.stated,
        replaces=replaces,
        changes=judged.changes,
    )


def _without_repeated_keys(pending: Sequence[Pending]) -> Iterator[list[Pending]]:
    part: list[Pending] = []
    seen: set[Mark] = set()
    for row in pending:
        mark = (row.entry.kind, row.entry.code, row.entry.key)
        if mark in seen:
            yield part
            part, seen = [], set()
        part.append(row)
        seen.add(mark)
    if part:
        yield part
