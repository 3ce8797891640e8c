"""The steps of a booking whose time comes by itself."""

from incubator.venues import answering, queries
from incubator.venues.workflow import BOOKING
from portal.workflow import due

due.register(BOOKING, "lapse", queries.unanswered, act=answering.lapse)
due.register(BOOKING, "complete", queries.over, act=answering.complete)
