"""The numbers of a committee that hold on a day, read from their rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.core import clock
from portal.law.queries import rules
from ratings.deciding.conditions import Limits

if TYPE_CHECKING:
    from portal.workflow.models import Case

KEYS = (
    "deciding.committee_least", "deciding.committee_most", "deciding.quorum_parts",
    "deciding.quorum_whole", "deciding.majority_whole",
)  # fmt: skip


def on(day: date) -> Limits:
    """The limits of a day."""
    found = {row.key: row for row in rules(KEYS, on=day)}
    least, most, parts, whole, majority = (int(found[key].value) for key in KEYS)
    return Limits(least, most, parts, whole, majority, found["deciding.quorum_parts"].clause)


def of_case(case: Case | None) -> Limits:
    """The limits by which a case is decided: those of the day it began (rules.md I.10)."""
    return on(clock.day(case.opened_at) if case else clock.today())
