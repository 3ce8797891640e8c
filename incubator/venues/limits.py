"""The city's numbers for bookings, read once for an act or a page."""

from dataclasses import dataclass, fields
from datetime import date

from portal.law import queries as law

GRAIN = 15
"""Minutes of one row of taken time; lengths and buffers are rounded up to whole rows."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The rows of ``rules/venues.toml`` that hold on a day; minutes unless the row says else."""

    slot: int
    buffer: int
    longest: int
    ahead: int
    per_week: int
    minutes_per_week: int
    series: int
    approval: int
    cancel_hours: int
    marking: int
    no_shows: int
    no_show_span: int
    no_show_effect: int
    unused: int


def on(day: date) -> Limits:
    """The numbers that hold on a day."""
    rows = law.rules([f"venues.{field.name}" for field in fields(Limits)], on=day)
    return Limits(*(row.value for row in rows))
