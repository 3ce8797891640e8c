"""The worker sends circulars."""

from django_tasks import task

from portal.notifications.circulars import operations


@task()
def deliver(pk: int) -> int:
    """Tell everybody of a circular's audience; a second run tells nobody twice."""
    return operations.deliver(pk)
