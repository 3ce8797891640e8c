"""The worker's task; it may be called again at any time and goes on where it stopped."""

from django.db import InterfaceError, OperationalError
from django_tasks import task

from portal.statistics.reports import working
from portal.workflow.worker.pause import Interrupted


@task(queue_name="slow")
def count(report: int) -> None:
    """Count a report; a busy database is tried again, any other error must not block."""
    try:
        working.count(report)
    except (OperationalError, InterfaceError, Interrupted):
        raise
    except Exception:
        working.give_up(report)
        raise
