"""What time brings to rounds: the last day to apply is over."""

from portal.workflow import due
from ratings.rounds import operations, queries
from ratings.rounds.workflow import RATING_ROUND

due.register(RATING_ROUND, "close", queries.past_due, act=operations.close)
