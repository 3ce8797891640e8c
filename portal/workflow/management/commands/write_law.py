"""Writes the law of the portal as pages for people."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core import catalogue
from portal.workflow import lawdocs


class Command(BaseCommand):
    """``manage.py write_law``: docs/law from the tables; ``--check`` only says what is stale."""

    help = "Write docs/law from the tables of steps and the rule rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to write or only to check."""
        parser.add_argument("--check", action="store_true", help="write nothing, fail when stale")

    def handle(self, *_: Any, **options: Any) -> None:
        """Write or check. Raises CommandError (exit 1) when a page is stale."""
        catalogue.compile_all()
        touched = lawdocs.stale() if options["check"] else lawdocs.write()
        names = ", ".join(path.name for path in touched) or "nothing"
        if options["check"] and touched:
            raise CommandError(f"docs/law is stale ({names}). Run `make law`.")
        self.stdout.write(f"docs/law: {names} {'to change' if options['check'] else 'written'}")
