"""Work in the background."""

from django_tasks import task

from search import indexing


@task(queue_name="slow")
def build_missing_index() -> bool:
    """Build the index if there is none; whether it was built now."""
    return indexing.ensure()
