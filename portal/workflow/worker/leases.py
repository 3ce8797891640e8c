"""Leases: a task belongs to a worker that shows signs of life; a dead one's task is taken back."""

import logging
import os
import secrets
import socket
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import Error, connection, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.core import clock
from portal.workflow.worker.models import TaskLease

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=30)
BEAT_SECONDS = 5.0
MOST_RECOVERIES = 3


class Died(Exception):
    """The worker of this task died as often as we take a task up again."""


def worker_name() -> str:
    """A name for this process: host, process, its start, and a word nobody else has."""
    pid = os.getpid()
    return f"{socket.gethostname()[:60]}:{pid}:{_started(pid)}:{secrets.token_hex(4)}"


def recover() -> int:
    """Give tasks of dead workers back to the queue, each at most three times; returns how many."""
    running = list(DBTaskResult.objects.running())
    return sum(_recover(task.pk) for task in running) if running else 0


def claim(task: DBTaskResult[Any, Any], worker: str) -> None:
    """Make the task this worker's, inside the caller's transaction."""
    task.claim(worker[:64])
    TaskLease.objects.update_or_create(
        task=task.pk, defaults={"worker": worker, "beat_at": clock.now()}
    )


def give_back(task: DBTaskResult[Any, Any], *, counts: bool) -> bool:
    """Put a task back into the queue; False when it came back too often and has failed instead."""
    with transaction.atomic():
        lease, _ = TaskLease.objects.get_or_create(
            task=task.pk, defaults={"worker": "", "beat_at": clock.now()}
        )
        if counts and lease.recoveries >= MOST_RECOVERIES:
            task.set_failed(Died(f"given up after {lease.recoveries} further tries"))
            return False
        lease.worker, lease.recoveries = "", lease.recoveries + int(counts)
        lease.save()
        task.status, task.run_after = TaskResultStatus.READY, get_date_max()
        task.save(update_fields=["status", "run_after"])
    return True


class Heartbeat:
    """Renews a task's lease every few seconds from a thread of its own, while the task runs."""

    def __init__(self, task: DBTaskResult[Any, Any]) -> None:
        self._task = task.pk
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            try:
                TaskLease.objects.filter(task=self._task).update(beat_at=clock.now())
            except Error as error:
                logger.warning("heartbeat missed: %s", error)
        connection.close()


def _recover(pk: Any) -> bool:
    with transaction.atomic():
        task = DBTaskResult.objects.select_for_update().filter(pk=pk).running().first()
        if task is None:
            return False
        lease = TaskLease.objects.filter(task=pk).first()
        if lease is not None and _is_alive(lease):
            return False
        logger.warning("task %s of a dead worker is taken up again", pk)
        return give_back(task, counts=True)


def _is_alive(lease: TaskLease) -> bool:
    """By its process when it runs on this host, else by its last sign of life."""
    host, _, rest = lease.worker.partition(":")
    pid, _, rest = rest.partition(":")
    if host == socket.gethostname()[:60] and pid.isdigit():
        return _started(int(pid)) == rest.partition(":")[0] != ""
    return lease.beat_at > clock.now() - LEASE


def _started(pid: int) -> str:
    """When a process started (in clock ticks, from /proc); empty when it does not run."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "" if Path("/proc/self").exists() else _alive_without_proc(pid)
    fields = stat.rpartition(")")[2].split()
    return "" if fields[0] == "Z" else fields[19]


def _alive_without_proc(pid: int) -> str:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "0"
    return "0"
