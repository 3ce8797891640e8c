"""Holds rows of a record list against the register and the record. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from portal.organisations.imports.entries import Found
from portal.organisations.imports.enums import Verdict
from portal.organisations.imports.words import CODE_ERRORS, verdict_of
from portal.organisations.record import validity
from portal.organisations.record.entries import Entry, Key
from portal.organisations.record.enums import FactKind, GradeLevel, InspectionResult

ORDER = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation as the register has it; ``names`` are its name and its former ones."""

    pk: int
    name: str
    names: frozenset[str]
    registry: int | None
    struck_off: bool
    registered_on: date | None


@dataclass(frozen=True, slots=True)
class Stands:
    """A fact of the record: its row, its plain values, and where it comes from."""

    pk: int
    facts: Mapping[str, Any]
    source: str
    source_on: date


@dataclass(slots=True)
class Holdings:
    """The part of register and record that a list is held against."""

    by_code: dict[str, Known] = field(default_factory=dict)
    facts: dict[tuple[FactKind, int, Key], Stands] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row's gravest class, the organisation and fact it means, its changes, and all reasons."""

    verdict: Verdict
    changes: dict[str, list[Any]]
    known: Known | None
    stands: Stands | None
    reasons: tuple[Found, ...]


def judge(
    entry: Entry, holdings: Holdings, scope: frozenset[int] | None, source_on: date
) -> Judged:
    """What the row would do. ``scope`` holds the registries that may be written, None for all."""
    known = holdings.by_code.get(entry.code) if entry.code else None
    if scope is not None and known is not None and known.registry not in scope:
        outside = (*entry.reasons, Found("outside_registry"))
        return Judged(Verdict.SKIPPED, {}, known, None, outside)
    reasons = [*entry.reasons, *_doubts(entry, known)]
    wrong = any(verdict_of(found.code) is Verdict.ERROR for found in reasons)
    if wrong or known is None:
        return Judged(_gravest(reasons, Verdict.ERROR), {}, known, None, tuple(reasons))
    stands = holdings.facts.get((entry.kind, known.pk, entry.key))
    changes = differences(entry, stands)
    if changes and stands is not None and stands.source_on > source_on:
        day = stands.source_on.isoformat()
        reasons.append(Found("record_newer", {"day": day, "source": stands.source}))
    plain = Verdict.NEW if stands is None else Verdict.CHANGED if changes else Verdict.UNCHANGED
    return Judged(_gravest(reasons, plain), changes, known, stands, tuple(reasons))


def differences(entry: Entry, stands: Stands | None) -> dict[str, list[Any]]:
    """{fact: [old, new]} for every fact the row states otherwise; blanks state nothing."""
    old = stands.facts if stands is not None else {}
    return {n: [old.get(n), new] for n, new in entry.stated.items() if old.get(n) != new}


def check_awards(entries: Iterable[Entry], holdings: Holdings) -> None:
    """Note awards that were paid before their grade, or for a grade nobody knows of."""
    rows = list(entries)
    granted = _granted(rows, holdings)
    for entry in rows:
        grade, paid = entry.facts.get("grade"), entry.facts.get("paid_on")
        known = holdings.by_code.get(entry.code)
        if entry.kind is not FactKind.AWARD or not grade or not paid or known is None:
            continue
        label = GradeLevel(grade).label
        announced = granted.get((known.pk, grade))
        if announced is None:
            entry.note("award_without_grade", grade=label)
        elif paid < announced:
            entry.note("award_before_grade", grade=label, paid=paid, announced=announced)


def _granted(entries: Iterable[Entry], holdings: Holdings) -> dict[tuple[int, int], str]:
    """The first day of each organisation's grades, from the record and from the file itself."""
    found: dict[tuple[int, int], str] = {}
    days = [
        (pk, stands.facts["grade"], str(stands.facts["announced_on"]))
        for (kind, pk, _key), stands in holdings.facts.items()
        if kind is FactKind.GRADE
    ]
    for entry in entries:
        known = holdings.by_code.get(entry.code)
        if entry.kind is FactKind.GRADE and known is not None and not entry.is_wrong:
            days.append((known.pk, entry.facts["grade"], str(entry.facts["announced_on"])))
    for pk, grade, day in days:
        found[pk, grade] = min(day, found.get((pk, grade), day))
    return found


def _doubts(entry: Entry, known: Known | None) -> Iterator[Found]:
    if known is None:
        if not any(found.code in CODE_ERRORS for found in entry.reasons):
            yield Found("organisation_unknown", {"text": entry.code})
        return
    if entry.name and entry.name not in known.names:
        yield Found("name_differs", {"name": known.name})
    if known.struck_off:
        yield Found("organisation_struck_off")
    year, registered = entry.facts.get("year"), known.registered_on
    if entry.facts.get("result") == InspectionResult.NOT_REQUIRED:
        return
    if year and registered and not validity.inspected(registered, year):
        yield Found("inspected_before_registered", {"day": registered.isoformat(), "year": year})


def _gravest(reasons: Iterable[Found], plain: Verdict) -> Verdict:
    return min((plain, *(verdict_of(found.code) for found in reasons)), key=ORDER.index)
