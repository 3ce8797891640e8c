"""What is thrown away in time: finished tasks, ended sessions, shown messages, orphaned files."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django_tasks_db.models import DBTaskResult

from portal.core import clock
from portal.files import operations as files
from portal.notifications import sending
from portal.workflow.models import Guess
from portal.workflow.worker.models import TaskLease

KEEP_TASKS = timedelta(days=7)
KEEP_GUESSES = timedelta(days=1)


def prune() -> int:
    """Delete everything whose time is over; returns how many rows and files went.

    Sessions (not counted) end by Django's own clock, by which it dates them: a portal clock that
    was moved on for a demo signs nobody out.
    """
    moment = clock.now()
    old = DBTaskResult.objects.finished().filter(finished_at__lt=moment - KEEP_TASKS)
    TaskLease.objects.filter(task__in=old.values("pk")).delete()
    gone = old.delete()[0]
    SessionStore.clear_expired()
    gone += Guess.objects.filter(since__lt=moment - KEEP_GUESSES).delete()[0]
    return gone + sending.prune() + files.prune() + files.sweep()
