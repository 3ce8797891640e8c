"""Reminders go out every minute, when there are any."""

from portal.workflow.desk import reminders
from portal.workflow.worker import loop

loop.register(60.0, reminders.run)
