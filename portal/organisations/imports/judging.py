"""Holds a whole list against the register: the same for the page and for the command."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.checking import Checker
from portal.organisations.imports.entries import Entry
from portal.organisations.imports.enums import WRITTEN, Verdict
from portal.organisations.imports.lists import Read
from portal.organisations.imports.matching import Judged, judge
from portal.organisations.imports.queries import whole_register
from portal.organisations.imports.reader import Table


@dataclass(slots=True)
class Tally:
    """How many rows stand in each class, how often each reason occurs, how many it writes."""

    rows: int = 0
    to_write: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)

    def count(self, judged: Judged | Read) -> None:
        """Count one row."""
        self.rows += 1
        self.verdicts[str(judged.verdict)] += 1
        self.reasons.update(found.code for found in judged.reasons)
        if writes(judged):
            self.to_write += 1

    def as_json(self) -> dict[str, Any]:
        """The counts as plain values; every class is named, also when it is empty."""
        named = {str(v): self.verdicts[v] for v in Verdict if v is not Verdict.SKIPPED}
        skipped = self.verdicts[Verdict.SKIPPED]
        return (
            {"rows": self.rows}
            | named
            | ({"skipped": skipped} if skipped else {})
            | {"reasons": dict(sorted(self.reasons.items()))}
        )


def judge_all(
    table: Table, *, scope: frozenset[int] | None, today: date
) -> Iterator[tuple[Entry, Judged]]:
    """Every row of a list with what it would do."""
    register = whole_register()
    checker = Checker(table.layout, Bureaus(), today)
    for entry in checker.check_all(table.lines()):
        yield entry, judge(entry, register, scope)


def writes(judged: Judged | Read) -> bool:
    """Whether the row is written without anybody deciding about it."""
    return judged.verdict in WRITTEN and bool(judged.changes)
