"""The worker's round without a worker: what ``manage.py work`` would do, now and here."""

from typing import Any

from portal.audit import consumers, sealer

ROUNDS = 30


def drain() -> None:
    """Run ready tasks, seal the history and bring the consumers up to date, until all is quiet.

    A task that raises makes the test fail; the worker would try it again.
    """
    from django_tasks_db.models import DBTaskResult

    for _ in range(ROUNDS):
        ready = list(DBTaskResult.objects.ready())
        for result in ready:
            run(result)
        if not sealer.seal() + consumers.drain() + len(ready):
            return
    raise AssertionError("The worker's round does not come to an end.")


def run(result: Any) -> None:
    """Run one queued task here."""
    arguments = result.args_kwargs
    result.claim("tests")
    result.set_successful(result.task.call(*arguments["args"], **arguments["kwargs"]))
