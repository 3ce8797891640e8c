"""The worker's tasks; each may be called again at any time."""

from django_tasks import task

from incubator.workers import working


@task(queue_name="slow")
def check_list(upload: int) -> None:
    """Check an uploaded list."""
    working.check(upload)


@task(queue_name="slow")
def write_list(upload: int) -> None:
    """Write the good rows of a confirmed list."""
    working.apply(upload)
