"""What time brings: wiping old lists, and telling of registrations that end."""

from incubator.workers import lists, telling
from portal.workflow.worker import loop

loop.register(3600.0, lists.sweep)
loop.register(3600.0, telling.remind)
