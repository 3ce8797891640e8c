"""``manage.py export_grants OUT``: the grants of the public account as a 360Giving package."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.ledger.account import package


class Command(BaseCommand):
    """Writes the package; the last line tells how many grants are in it."""

    help = "Write all grants to organisations as a 360Giving package."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file to write."""
        parser.add_argument("out", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it."""
        try:
            with options["out"].open("w", encoding="utf-8") as file:
                file.writelines(package.written())
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}") from error
        self.stdout.write(f"{len(package.grants())} grants")
