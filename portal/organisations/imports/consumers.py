"""Starts the worker's tasks when a list was handed in or confirmed."""

from collections.abc import Sequence
from typing import Any

from portal.audit import consumers
from portal.organisations.imports import tasks

OPENED, CONFIRMED = "register_import.opened", "register_import.confirm"


def start_tasks(events: Sequence[Any]) -> None:
    """Enqueue the reading of a new list, and the writing of a confirmed one."""
    for event in events:
        batch = int(event.subject.rpartition(":")[2])
        if event.action == OPENED:
            tasks.read_list.enqueue(batch=batch)
        elif event.action == CONFIRMED:
            tasks.write_list.enqueue(batch=batch)


def register() -> None:
    """Follow the history from now on."""
    consumers.register("imports.tasks", start_tasks, actions=(OPENED, CONFIRMED))
