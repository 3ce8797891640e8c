"""The steps of a group whose time comes by itself, and the reminder before."""

from incubator.groups import operations, queries, telling
from incubator.groups.workflow import GROUP
from portal.workflow import due
from portal.workflow.worker import loop

due.register(GROUP, "lapse", queries.silent, act=operations.lapse)
due.register(GROUP, "ask_confirmation", queries.to_confirm, act=operations.ask_confirmation)
due.register(GROUP, "lose_confirmation", queries.not_confirmed, act=operations.lose_confirmation)
loop.register(3600.0, telling.remind)
