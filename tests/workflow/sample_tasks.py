"""Tasks for the tests of the worker: one per way of ending."""

import os
import time
from pathlib import Path

from django.db import OperationalError
from django_tasks import task

from portal.workflow.worker import pause


@task()
def note(path: str, words: str) -> str:
    """Write a line."""
    with Path(path).open("a") as out:
        out.write(words + "\n")
    return words


@task()
def fail() -> None:
    """End with an error."""
    raise ValueError("as told")


@task(queue_name="slow")
def busy(path: str, times: int) -> None:
    """Meet a busy database so many times, then end well."""
    note.func(path, "try")
    if len(Path(path).read_text().splitlines()) <= times:
        raise OperationalError("database is locked")


@task(queue_name="slow")
def count(path: str, upto: int, seconds: float) -> int:
    """Write the numbers up to a limit in chunks, going on from the last one written."""
    file = Path(path)
    done = len(file.read_text().splitlines()) if file.exists() else 0
    for number in range(done + 1, upto + 1):
        note.func(path, f"{number} {os.getpid()}")
        pause.check()
        time.sleep(seconds)
    return upto


@task(takes_context=True)
def tell_id(context) -> str:
    """Return its own id."""
    return str(context.task_result.id)
