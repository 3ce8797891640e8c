"""What a base did in a year, counted from the rows themselves."""

from datetime import date

from django.db.models import Sum

from incubator.bases import kept
from incubator.pool import queries as pool
from incubator.registering.enums import REGISTERED
from incubator.registering.models import Registration
from incubator.residence.enums import Outcome
from incubator.residence.models import Residence
from incubator.support import queries as support
from incubator.training import queries as training
from incubator.venues import statistics
from incubator.yearly.enums import Counted
from portal.core import clock

HOUR = 60


def days_of(year: int) -> tuple[date, date]:
    """The first day of a year and its last, or today while it runs."""
    return date(year, 1, 1), min(date(year, 12, 31), clock.today())


def figures(base: int, year: int) -> dict[str, int | None]:
    """Every figure of a base's own year; None where nothing was promised or open.

    Organisations are those in residence on the last day; hours are whole hours, rounded down.
    """
    first, last = days_of(year)
    rooms = statistics.by_room([base], first, last)
    used, opened = sum(r.minutes for r in rooms), sum(r.open_minutes for r in rooms)
    learnt = training.attended_in([base], first, last).order_by().aggregate(n=Sum("minutes"))["n"]
    stays = Residence.objects.filter(base=base, begins_on__lte=last)
    graduated = stays.filter(outcome=Outcome.GRADUATED, ended_on__range=(first, last))
    registered = Registration.objects.filter(
        base=base, status__in=REGISTERED, decided_on__range=(first, last)
    )
    return {
        Counted.ORGANISATIONS.value: (
            stays.filter(ended_on=None) | stays.filter(ended_on__gt=last)
        ).count(),
        Counted.REGISTERED.value: registered.count(),
        Counted.ROOM_HOURS.value: used // HOUR,
        Counted.TRAINING_HOURS.value: int(learnt or 0) // HOUR,
        Counted.SUPPORT.value: support.delivered_in_base(base, first, last),
        Counted.RESOURCES.value: pool.arrived([base], first, last).count(),
        Counted.KEPT.value: kept.of_bases([base], first, last)[base].percent,
        Counted.GRADUATES.value: graduated.count(),
        Counted.ROOM_SHARE.value: statistics.percent(used, opened) if opened else None,
    }
