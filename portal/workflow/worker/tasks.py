"""Running what was put into the queue."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import OperationalError, transaction
from django_tasks_db.compat import TaskContext
from django_tasks_db.models import DBTaskResult

from portal.workflow.worker import pause
from portal.workflow.worker.leases import Heartbeat, claim, give_back

logger = logging.getLogger(__name__)
BUSY_SECONDS = 2.0


def run_ready(worker: str, queues: Sequence[str] = ()) -> int:
    """Run what is ready in these queues (none named: in all), until nothing is; returns how many.

    Stops between two tasks when the worker was asked to stop.
    """
    done = 0
    while not pause.wanted() and (task := _next(worker, queues)) is not None:
        run(task)
        done += 1
    return done


def run(task: DBTaskResult[Any, Any]) -> None:
    """Run one claimed task and note how it ended.

    A database that is busy or away, and a worker that stops, give the task back to the queue;
    it resumes from its saved position. Any other error ends it as failed.
    """
    try:
        with Heartbeat(task):
            value = _call(task)
    except pause.Interrupted:
        give_back(task, counts=False)
    except OperationalError as error:
        logger.warning("task %s meets a busy database: %s", task.pk, error)
        give_back(task, counts=True)
        pause.wait(BUSY_SECONDS)
    except Exception as error:
        logger.exception("task %s failed", task.pk)
        task.set_failed(error)
    else:
        task.set_successful(value)


def _next(worker: str, queues: Sequence[str]) -> DBTaskResult[Any, Any] | None:
    ready = DBTaskResult.objects.ready()
    if queues:
        ready = ready.filter(queue_name__in=queues)
    if not ready.exists():
        return None
    with transaction.atomic():
        task = ready.get_locked()
        if task is not None:
            claim(task, worker)
    return task


def _call(row: DBTaskResult[Any, Any]) -> Any:
    task, result = row.task, row.task_result
    if task.takes_context:
        return task.call(TaskContext(task_result=result), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)
