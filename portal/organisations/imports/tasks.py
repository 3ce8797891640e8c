"""The worker's tasks; each may be called again at any time and goes on where it stopped."""

from django_tasks import task

from portal.organisations.imports import working


@task(queue_name="slow")
def read_list(batch: int) -> None:
    """Read an uploaded list."""
    working.read(batch)


@task(queue_name="slow")
def write_list(batch: int) -> None:
    """Write a confirmed list into the register."""
    working.apply(batch)
