"""What becomes of an evaluation when its public entry is settled; who reads its letter."""

from incubator.yearly import letters, settling
from incubator.yearly.queries import KIND
from incubator.yearly.workflow import BASE_YEAR
from portal.workflow.letters import access
from portal.workflow.publicity import outcomes

outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.taken_off,
    stands=settling.stands,
    deciders=settling.deciders,
)
access.register(BASE_YEAR.code, letters.may_read)
