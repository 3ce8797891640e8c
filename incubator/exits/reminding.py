"""Reminding whoever has not handed everything back after the last day.

Before the last day the desk reminds, as it does in every case that waits for its applicant.
"""

from incubator.exits import limits, queries
from incubator.exits.telling import tell, tell_office
from incubator.residence.models import Residence
from portal.core import clock, days
from portal.permissions import Permission

BATCH = 100


def remind() -> int:
    """Tell those who are late, on the day after and again by the row; returns how many are late."""
    found = queries.late_inventories(clock.now()).order_by("case__due_on", "pk")
    return sum(_remind(row) for row in found[:BATCH])


def _remind(row: Residence) -> bool:
    case = row.case
    if case is None or case.due_on is None:
        return False
    turn = ((clock.today() - case.due_on).days - 1) // limits.remind_every(clock.today())
    unique, day = f"{row.pk}:{case.due_on}:{turn}", days.date_words(case.due_on)
    tell("exit_inventory_late", row, unique=unique, day=day)
    tell_office(
        "exit_inventory_late", row, Permission.RESIDENCE_KEEP, unique=f"{unique}:office", day=day
    )
    return True
