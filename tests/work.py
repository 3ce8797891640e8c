"""The worker's round without a worker: what ``manage.py work`` would do, now and here."""

from datetime import datetime
from math import ceil
from typing import Any

from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from portal.audit import consumers, sealer
from portal.audit.models import ClockOffset, Cursor
from portal.core import clock
from portal.notifications import sending
from portal.workflow import due

ROUNDS = 30


def drain() -> None:
    """Run ready tasks, seal, hand out events, send messages and take due steps, until all is quiet.

    A task or consumer that raises makes the test fail; the worker would note it and go on.
    """
    for _ in range(ROUNDS):
        ready = list(DBTaskResult.objects.ready())
        for result in ready:
            run(result)
        done = len(ready) + sealer.seal() + consumers.drain() + sending.send_due() + due.run()
        _complain_of_failures()
        if not done:
            return
    raise AssertionError("The worker's round does not come to an end.")


def move_to(words: str) -> None:
    """Move the portal's clock to a moment (ISO), whichever database tells the time."""
    offset, _new = ClockOffset.objects.get_or_create(pk=1, defaults={"seconds": 0})
    ahead = datetime.fromisoformat(words) - clock.now()
    offset.seconds = ceil(offset.seconds + ahead.total_seconds())
    offset.save()


def run(row: DBTaskResult[Any, Any]) -> None:
    """Run one queued task here."""
    row.claim("tests")
    task: Any = row.task
    result: Any = row.task_result
    context = [TaskContext(task_result=result)] if task.takes_context else []
    row.set_successful(task.call(*context, *result.args, **result.kwargs))


def _complain_of_failures() -> None:
    failing = dict(Cursor.objects.filter(failures__gt=0).values_list("consumer", "last_error"))
    assert failing == {}, failing
