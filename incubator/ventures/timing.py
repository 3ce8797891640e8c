"""What time brings to projects: publicity and waiting list end, contracts lapse, one moves up."""

from incubator.ventures import operations, queries, settling
from incubator.ventures.workflow import VENTURE
from portal.workflow import due

due.register(VENTURE, "offer", queries.publicity_over, act=settling.settle)
due.register(VENTURE, "expire", queries.waiting_over, act=settling.expire)
due.register(VENTURE, "not_completed", queries.not_completed, act=operations.close_incomplete)
due.register(VENTURE, "lapse", queries.contract_silent, act=settling.lapse)
due.register(VENTURE, "call_up", queries.may_move_up, act=settling.move_up)
