"""Follows publicity: what becomes of an evaluation when its entry is settled."""

from incubator.yearly import settling
from incubator.yearly.queries import KIND
from portal.workflow.publicity import outcomes

outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.taken_off,
    stands=settling.stands,
    deciders=settling.deciders,
)
