"""What time and the record bring to residences."""

from incubator.residence import listing, operations, queries
from incubator.residence.workflow import RESIDENCE
from portal.workflow import due
from portal.workflow.worker import loop

BATCH = 50


def adopt_older() -> int:
    """Give residences from before the upgrade their case, some at a time."""
    found = list(queries.without_case()[:BATCH])
    for residence in found:
        operations.adopt(residence=residence)
    return len(found)


loop.register(60.0, adopt_older)
loop.register(60.0, listing.run)
due.register(RESIDENCE, "list_termination", listing.newly_dishonest, act=listing.terminate)
