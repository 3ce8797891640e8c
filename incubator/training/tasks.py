"""The worker makes all certificates of a run."""

from django.db import InterfaceError, OperationalError
from django_tasks import task

from incubator.training import certifying, queries
from portal.workflow.worker.pause import Interrupted


@task(queue_name="slow")
def issue_all(pk: int) -> None:
    """Make the certificates; a busy database is tried again, any other error must not block."""
    try:
        certifying.issue_all(queries.run(pk))
    except (OperationalError, InterfaceError, Interrupted):
        raise
    except Exception:
        certifying.give_up(pk)
        raise
