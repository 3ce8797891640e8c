"""What follows from the steps of an import: the worker's tasks, and notices."""

from collections.abc import Sequence
from typing import Any

from portal.audit import consumers
from portal.organisations.imports import notices, tasks

TASKS = {
    "register_import.opened": tasks.read_list,
    "register_import.confirm": tasks.write_list,
}


def start_tasks(events: Sequence[Any]) -> None:
    """Enqueue the reading of a new list, and the writing of a confirmed one."""
    for event in events:
        if event.action in TASKS:
            batch = int(event.subject.rpartition(":")[2])
            TASKS[event.action].enqueue(batch=batch)


def tell(events: Sequence[Any]) -> None:
    """Tell the officials how their import went."""
    notices.tell([event for event in events if event.action in notices.KEYS])


consumers.register("imports.tasks", start_tasks, actions=list(TASKS))
consumers.register("imports.notices", tell, actions=list(notices.KEYS))
