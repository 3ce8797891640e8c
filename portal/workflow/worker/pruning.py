"""What is thrown away in time: finished tasks, ended sessions, shown messages, orphaned files."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from portal.core import clock
from portal.files import operations as files
from portal.notifications import sending
from portal.workflow.models import Guess
from portal.workflow.worker.models import TaskLease

KEEP_TASKS = timedelta(days=7)
KEEP_GUESSES = timedelta(days=1)


def prune() -> int:
    """Delete everything whose time is over; returns how many rows and files went."""
    moment = clock.now()
    old = DBTaskResult.objects.finished().filter(finished_at__lt=moment - KEEP_TASKS)
    TaskLease.objects.filter(task__in=old.values("pk")).delete()
    gone = old.delete()[0]
    gone += Session.objects.filter(expire_date__lt=moment).delete()[0]
    gone += Guess.objects.filter(since__lt=moment - KEEP_GUESSES).delete()[0]
    return gone + sending.prune() + files.prune() + files.sweep()
