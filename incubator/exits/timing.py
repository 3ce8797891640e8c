"""What time brings at the end of a residence: its last day, silence, reminders, follow-ups."""

from incubator.exits import following, hearing, operations, queries, reminding
from incubator.residence.workflow import RESIDENCE
from portal.workflow import due
from portal.workflow.worker import loop

due.register(RESIDENCE, "run_out", queries.over, act=operations.run_out)
due.register(RESIDENCE, "be_silent", queries.silent, act=hearing.be_silent)
due.register(RESIDENCE, "end_follow_up", following.may_close, act=following.close_by_itself)
loop.register(60.0, following.ask_due)
loop.register(60.0, reminding.remind)
