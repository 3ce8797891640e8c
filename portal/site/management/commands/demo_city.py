"""demo_city [--organisations N]: build the demo city unless it stands already."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit import consumers, sealer
from portal.site.demo import city


class Command(BaseCommand):
    """Tells each step on standard error; leaves the index up to date."""

    help = "Build the demo city with invented people, bodies and organisations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisations", type=int, default=3000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo city is only for demo mode (DEMO=1).")
        if city.exists():
            self.stdout.write("The demo city stands already.")
            return
        city.build(options["organisations"], lambda words: self.stderr.write(f"demo city: {words}"))
        self.stderr.write("demo city: sealing the history, filling the search")
        sealer.seal()
        consumers.drain()
        self.stdout.write(f"The demo city stands, with {options['organisations']} organisations.")
