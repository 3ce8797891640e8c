"""What time brings to allowances: the rest of a period moves on where its row says so."""

from incubator.allowances import rolling
from portal.workflow.worker import loop

MINUTE = 60.0

loop.register(MINUTE, rolling.roll_over)
