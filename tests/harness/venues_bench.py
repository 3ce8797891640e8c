"""What the list of free times costs, for ``make bench``: fifty rooms, a month, 6,000 bookings.

``python -m tests.harness.venues_bench`` prints queries and CPU of the list and of the page; the
bookings are written in bulk, four a day and room, by as many users.
"""

import os
from datetime import date, timedelta
from typing import Any

from tests.harness.admission_bench import cpu, say

ROOMS, DAYS = 50, 30
STARTS = (9 * 60, 11 * 60, 14 * 60, 16 * 60 + 30)
LENGTH = 90


def main() -> None:
    """Measure and print the figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.harness import databases
    from tests.harness.site import models_on

    with databases.clone("wushe_bench_rooms") as settings, models_on(settings):
        _measure()


def _measure() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from incubator.venues import free
    from incubator.venues.models import Room
    from portal.core import clock
    from tests import people
    from tests.factories import venues

    base = venues.base()
    for number in range(ROOMS):
        venues.room(base, f"场地 {number}")
    first = clock.today()
    _fill(first)

    def month() -> int:
        rooms = list(Room.objects.all())
        found = free.read(rooms, first, first + timedelta(days=DAYS - 1))
        return sum(row.minutes for row in found.all())

    month()
    with CaptureQueriesContext(connection) as captured:
        month()
    say("rooms.free_month.queries", len(captured))
    say("rooms.free_month.cpu", cpu(month), "ms")
    client, address = people.client_of("anonymous"), reverse("rooms")
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    say("rooms.find.queries", len(captured))
    say("rooms.find.cpu", cpu(lambda: client.get(address)), "ms")


def _fill(first: date) -> None:
    """Four bookings a day in every room."""
    from incubator.venues import times
    from incubator.venues.models import Booking, Room
    from portal.core import clock

    rows: list[Any] = []
    for room in Room.objects.all():
        for day in (first + timedelta(days=n) for n in range(DAYS)):
            for number, start in enumerate(STARTS):
                rows.append(
                    Booking(
                        status="booked",
                        room=room,
                        day=day,
                        first=start,
                        until=start + LENGTH,
                        starts_at=times.moment(day, start),
                        ends_at=times.moment(day, start + LENGTH),
                        user_kind="group",
                        user_key=f"user:{number}",
                        purpose="读书会",
                        people=5,
                        asked_at=clock.now(),
                    )
                )
    Booking.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    main()
