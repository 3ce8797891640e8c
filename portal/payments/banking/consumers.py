"""What follows from a confirmed list of receipts: the worker's task."""

from collections.abc import Sequence
from typing import Any

from portal.audit import consumers
from portal.payments.banking import tasks


def start_tasks(events: Sequence[Any]) -> None:
    """Enqueue the taking in of a confirmed list."""
    for event in events:
        tasks.take_receipts.enqueue(source=int(event.subject.rpartition(":")[2]))


consumers.register("payments.receipts", start_tasks, actions=["receipt_list.confirmed"])
