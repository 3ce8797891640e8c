"""The worker's task; it may be called again at any time."""

from django_tasks import task

from incubator.subsidies import batching


@task(queue_name="slow")
def build_batch(batch: int) -> None:
    """Gather the lists of a batch."""
    batching.build(batch)
