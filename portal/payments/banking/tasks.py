"""The worker's task; it may be called again at any time."""

from django_tasks import task

from portal.payments.banking import working


@task(queue_name="slow")
def take_receipts(source: int) -> None:
    """Take a confirmed list of receipts in."""
    working.take_in(source)
