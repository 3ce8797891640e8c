"""The worker makes large binders."""

from django.db import InterfaceError, OperationalError
from django_tasks import task

from portal.workflow.binder import operations, queries


@task(queue_name="slow")
def make_binder(pk: int) -> None:
    """Make a binder; a busy database is tried again, any other error must not keep it waiting."""
    try:
        operations.make(queries.binder(pk))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        operations.give_up(pk)
        raise
