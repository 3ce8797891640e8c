"""What time brings to requests: an appointment is over, so its result is to be entered."""

from incubator.support import operations, queries
from incubator.support.workflow import SUPPORT
from portal.workflow import due

due.register(SUPPORT, "come", queries.over, act=operations.come)
