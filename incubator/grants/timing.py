"""What time brings to claims: offers lapse, publicities end, the queue moves, claims close."""

from incubator.grants import paying, queries, queues, settling
from incubator.grants.workflow import GRANT
from portal.workflow import due
from portal.workflow.worker import loop

EVERY_HOUR = 3600.0

due.register(GRANT, "lapse", queries.to_lapse, act=paying.lapse)
due.register(GRANT, "queue", queries.publicity_over, act=settling.settle)
due.register(GRANT, "commit", queues.ready_to_commit, act=settling.commit)
due.register(GRANT, "close_by_time", queries.to_close, act=paying.close)
loop.register(EVERY_HOUR, settling.tell_of_the_new_year)
