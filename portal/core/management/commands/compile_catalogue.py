"""Compile the Chinese catalogue, or list the messages that have no Chinese yet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core import catalogue


class Command(BaseCommand):
    """Merges locale/zh_Hans/LC_MESSAGES/parts/*.po into what Django reads."""

    help = "Merge the parts of the Chinese catalogue and compile them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare --missing."""
        parser.add_argument(
            "--missing",
            nargs="?",
            const="",
            metavar="PATH",
            help="list the messages without Chinese, in a file or folder",
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Compile; with --missing list what lacks and fail when anything does."""
        if options["missing"] is None:
            self.stdout.write(f"{catalogue.compile_all()} messages")
            return
        under = Path(options["missing"]).resolve() if options["missing"] else None
        found = catalogue.missing(catalogue.sources(under))
        for path, messages in found.items():
            self.stdout.write(f"{path}:")
            for message in messages:
                self.stdout.write(f"  {message!r}")
        count = sum(map(len, found.values()))
        if count:
            raise CommandError(f"{count} messages without Chinese")
        self.stdout.write("every message has its Chinese")
