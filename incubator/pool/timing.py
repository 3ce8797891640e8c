"""What time brings to the pool: offers whose last day is over, offers that are all given."""

from incubator.pool import operations, queries
from incubator.pool.workflow import OFFERS
from portal.workflow import due

due.register(OFFERS, "lapse", queries.over, act=operations.lapse)
due.register(OFFERS, "give_out", queries.all_given, act=operations.give_out)
