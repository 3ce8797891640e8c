"""What follows from an uploaded and a confirmed list: the worker's tasks."""

from collections.abc import Sequence
from typing import Any

from incubator.workers import tasks
from portal.audit import consumers

TASKS = {
    "worker_list.uploaded": tasks.check_list,
    "worker_list.confirmed": tasks.write_list,
}


def start_tasks(events: Sequence[Any]) -> None:
    """Enqueue the checking of a new list, and the writing of a confirmed one."""
    for event in events:
        TASKS[event.action].enqueue(upload=int(event.subject.rpartition(":")[2]))


consumers.register("workers.tasks", start_tasks, actions=list(TASKS))
