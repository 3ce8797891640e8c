"""Calendar and overrides, held by each process.

One cheap query (the token) tells whether what is held is still true: once for a web request, at
every question outside of one. What another process changed is therefore seen at the next request.
"""

import threading
from dataclasses import dataclass, replace
from typing import Any

from portal.core.dated import Confidence, RuleRow, Unit
from portal.core.workdays import TableCalendar
from portal.law import shipped
from portal.law.models import LawState, RuleOverride, WorkDay, WorkYear


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was true when ``token`` stood in the database."""

    token: str | None
    calendar: TableCalendar
    overrides: tuple[RuleRow, ...]


class _Request(threading.local):
    running = False
    checked = False


_request = _Request()
_held: Snapshot | None = None


def current() -> Snapshot:
    """The calendar and the overrides as they stand."""
    global _held
    held = _held
    if held is not None and _request.checked:
        return held
    token = LawState.objects.values_list("token", flat=True).first()
    if held is None or held.token != token:
        held = _held = _read(token)
    _request.checked = _request.running
    return held


def forget() -> None:
    """Ask the database again at the next question; after a change in this process."""
    _request.checked = False


def begin_request(**_: Any) -> None:
    """A web request begins: ask once."""
    _request.running, _request.checked = True, False


def end_request(**_: Any) -> None:
    """It ends: outside of requests, ask every time."""
    _request.running = _request.checked = False


def _read(token: str | None) -> Snapshot:
    calendar = TableCalendar(
        dict(WorkDay.objects.values_list("day", "works")),
        frozenset(WorkYear.objects.filter(confirmed=True).values_list("year", flat=True)),
    )
    names = shipped.by_key()
    local = RuleOverride.objects.filter(key__in=names.keys())
    overrides = (as_row(row, names[row.key][-1]) for row in local)
    return Snapshot(token, calendar, tuple(overrides))


def as_row(override: RuleOverride, like: RuleRow) -> RuleRow:
    """An override in the form of the shipped row whose place it takes."""
    return replace(
        like,
        value=override.value,
        unit=Unit(override.unit),
        effective_from=override.effective_from,
        effective_to=override.effective_to,
        clause=override.clause,
        note=f"{override.decided_by} {override.document}",
        confidence=Confidence.VERIFIED,
        override=True,
    )
