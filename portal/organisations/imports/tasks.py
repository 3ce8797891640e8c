"""The worker's tasks; each may be called again at any time and goes on where it stopped."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django_tasks import task

from portal.organisations.imports import working
from portal.workflow.worker.pause import Interrupted


@task(queue_name="slow")
def read_list(batch: int) -> None:
    """Read an uploaded list."""
    _do(working.read, batch)


@task(queue_name="slow")
def write_list(batch: int) -> None:
    """Write a confirmed list into the register."""
    _do(working.apply, batch)


def _do(work: Callable[[int], None], batch: int) -> None:
    """A busy database and a stopping worker are tried again; any other error must not block."""
    try:
        work(batch)
    except (OperationalError, InterfaceError, Interrupted):
        raise
    except Exception:
        working.give_up(batch)
        raise
