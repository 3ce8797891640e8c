"""Rules as dated rows: a value, since when, until when, by which clause, and how sure we are.

Rows ship as TOML beside the subject they belong to (``rules/*.toml``); heading and heading_en
stand over the rows of a file where they are listed for people::

    heading = "认领"
    heading_en = "Claims"

    [[rule]]
    key = "claims.decision"
    title = "认领申请的办理时限"
    title_en = "Time to decide a claim"
    value = 3
    unit = "wd"
    from = 2026-01-01
    clause = "…"
    confidence = "K"
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from portal.core.reasons import Severity


class Unit(StrEnum):
    """Calendar days, working days, months, years, a day of the year, per cent, fen, a count.

    A day of the year is written as month and day: 331 is 31 March.
    """

    CD = "cd"
    WD = "wd"
    MONTHS = "months"
    YEARS = "years"
    DAY = "md"
    PCT = "pct"
    FEN = "fen"
    COUNT = "count"


class Confidence(StrEnum):
    """Verified in its source, known well, or unsure: the authority has not confirmed it yet."""

    VERIFIED = "V"
    KNOWN = "K"
    UNSURE = "U"


class DatedBy(StrEnum):
    """Which day chooses the row: the case began, the result was announced, or one asks."""

    START = "start"
    ANNOUNCED = "announced"
    ASKED = "asked"


class RuleError(ValueError):
    """A row or a set of rows that cannot be right; the text says which and why."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row. In force from ``effective_from`` to ``effective_to``, both days included.

    ``effective_to`` None: until further notice. ``override`` is set when an authority's local
    row took the place of the one that ships.
    """

    key: str
    value: int
    unit: Unit
    effective_from: date
    effective_to: date | None = None
    title: str = ""
    title_en: str = ""
    clause: str = ""
    severity: Severity = Severity.BLOCK
    confidence: Confidence = Confidence.UNSURE
    dated_by: DatedBy = DatedBy.START
    note: str = ""
    heading: str = ""
    heading_en: str = ""
    override: bool = False

    @property
    def name(self) -> str:
        """The title in the language of the reader."""
        return self.title_en if _is_english() else self.title

    @property
    def group(self) -> str:
        """The heading in the language of the reader."""
        return self.heading_en if _is_english() else self.heading

    def in_force(self, on: date) -> bool:
        """Whether the row holds on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


NAMES = {"from": "effective_from", "to": "effective_to"}
KINDS: dict[str, type[StrEnum]] = {
    "unit": Unit,
    "severity": Severity,
    "confidence": Confidence,
    "dated_by": DatedBy,
}
TEXTS = frozenset({"key", "heading", "heading_en", "title", "title_en", "clause"})
REQUIRED = TEXTS | {"value", "unit", "effective_from"}
ALLOWED = REQUIRED | KINDS.keys() | {"effective_to", "note"}


def load(path: Path) -> list[RuleRow]:
    """The rows of one file. Raises RuleError when the file or a row cannot be read."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        lines = content.pop("rule", [])
        return [row(content | line) for line in lines]
    except (tomllib.TOMLDecodeError, RuleError) as fault:
        raise RuleError(f"{path}: {fault}") from fault


def row(line: Mapping[str, Any]) -> RuleRow:
    """One row from its TOML table. Raises RuleError."""
    fields = {NAMES.get(name, name): value for name, value in line.items()}
    key = fields.get("key", "a row without key")
    for fault in _faults(fields):
        raise RuleError(f"{key}: {fault}")
    typed: dict[str, Any] = {
        name: KINDS[name](value) if name in KINDS else value for name, value in fields.items()
    }
    return RuleRow(**typed)


def overlaps(rows: Iterable[RuleRow]) -> Iterator[str]:
    """Says of each pair of rows of one key that holds on the same day."""
    ordered = sorted(rows, key=attrgetter("key", "effective_from"))
    for first, second in pairwise(ordered):
        ends = first.effective_to
        if first.key == second.key and (ends is None or ends >= second.effective_from):
            yield f"{first.key}: two rows hold on {second.effective_from}"


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def _faults(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted(REQUIRED - fields.keys()):
        yield f"{name} is missing"
    for name in sorted(fields.keys() - ALLOWED):
        yield f"{name} is no field of a rule"
    for name in sorted(TEXTS & fields.keys()):
        if not isinstance(fields[name], str) or not fields[name].strip():
            yield f"{name} must be text"
    for name, kind in KINDS.items():
        if name in fields and fields[name] not in list(kind):
            yield f"{name} {fields[name]!r} is not one of {', '.join(kind)}"
    if type(fields.get("value")) is not int or fields["value"] < 0:
        yield "value must be a whole number, not negative"
    yield from _wrong_days(fields.get("effective_from"), fields.get("effective_to"))


def _wrong_days(begins: Any, ends: Any) -> Iterator[str]:
    if type(begins) is not date or type(ends) not in (date, type(None)):
        yield "from and to must be days"
    elif ends is not None and ends < begins:
        yield "to lies before from"
