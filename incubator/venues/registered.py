"""How the ledger of allowances tells of bookings."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from incubator.allowances import uses
from incubator.allowances.uses import Use
from incubator.venues.models import Booking


def _describe(keys: Collection[int]) -> Mapping[int, Use]:
    rows = Booking.objects.filter(pk__in=keys).select_related("room")
    return {row.pk: Use(row.room.name, reverse("booking", args=[row.pk])) for row in rows}


uses.register("incubator.booking", _describe)
