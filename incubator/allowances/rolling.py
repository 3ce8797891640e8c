"""What is left of a month, carried over or lost at its end."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from incubator.allowances import queries
from incubator.allowances.enums import What
from incubator.allowances.models import Allowance
from incubator.allowances.operations import enter
from portal.core import clock

if TYPE_CHECKING:
    pass


def roll_over() -> int:
    """Carry what was left of periods that are over into the next ones; returns how many.

    Only where the row says so. A period that ended while the organisation stood on a credit list
    carries nothing: removal from a list restores nothing backwards. Doing it again changes
    nothing; what a late return gives back follows the next time.
    """
    return sum(_carry(row.pk) for row in queries.to_carry(clock.today()))


@transaction.atomic
def _carry(pk: int) -> bool:
    old = Allowance.objects.select_for_update().get(pk=pk)
    left = old.granted - old.used
    following = queries.following(old)
    if left <= 0 or following is None or queries.frozen(old.body_id, old.ends_on):
        return False
    Allowance.objects.filter(pk=old.pk).update(granted=F("granted") - left)
    Allowance.objects.filter(pk=following.pk).update(granted=F("granted") + left)
    enter(old, What.CARRIED_OUT, None, granted=-left)
    enter(following, What.CARRIED_IN, None, granted=left)
    return True
