"""``manage.py shift_clock``: let demo and test portals live on another day."""

from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.audit import operations
from portal.core import clock


class Command(BaseCommand):
    """Moves the portal's clock, so that a demo can walk through weeks in minutes."""

    help = "Shift the clock of a demo: --days 5, --to 2026-12-01T09:00, or --back to real time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One way to say where to."""
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--days", type=int, help="so many days on from the present shift")
        way.add_argument("--to", help="a moment in Shanghai, like 2026-12-01 or 2026-12-01T09:00")
        way.add_argument("--back", action="store_true", help="real time again")

    def handle(self, **options: Any) -> None:
        """Shift, and say what the clock shows now; refused where the clock may not be shifted."""
        if not settings.CLOCK_MAY_SHIFT:
            raise CommandError("This portal's clock cannot be shifted: only demo and tests may.")
        operations.shift_clock(by=self._difference(options))
        self.stdout.write(f"{clock.now():%Y-%m-%d %H:%M}")

    def _difference(self, options: dict[str, Any]) -> timedelta | None:
        if options["back"]:
            return None
        if options["days"] is not None:
            return timedelta(days=options["days"])
        try:
            moment = datetime.fromisoformat(options["to"])
        except ValueError as error:
            raise CommandError("Write the moment like 2026-12-01 or 2026-12-01T09:00.") from error
        return moment.replace(tzinfo=clock.SHANGHAI) - clock.now()
