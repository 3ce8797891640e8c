"""What follows from an opened report: the worker counts it."""

from collections.abc import Sequence
from typing import Any

from portal.audit import consumers
from portal.statistics.reports import tasks


def start_counting(events: Sequence[Any]) -> None:
    """Enqueue the counting of a report."""
    for event in events:
        tasks.count.enqueue(report=int(event.subject.rpartition(":")[2]))


consumers.register(
    "statistics.reports",
    start_counting,
    actions=["statistics.opened", "statistics.recount", "statistics.counting_again"],
)
