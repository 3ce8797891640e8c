"""Build the search index anew, or check it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search import indexing


class Command(BaseCommand):
    """A new index is built beside the one in use, which answers until it is ready."""

    help = "Build the search index anew; --check names drifted documents, --repair mends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do."""
        doing = parser.add_mutually_exclusive_group()
        doing.add_argument("--if-missing", action="store_true", help="only when there is none")
        doing.add_argument("--check", action="store_true", help="exit 1 when something drifted")
        doing.add_argument("--repair", action="store_true", help="index drifted documents anew")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it and say what was done."""
        if options["if_missing"]:
            built = indexing.ensure()
            self.stdout.write("index built" if built else "index present")
        elif options["check"]:
            self._check()
        elif options["repair"]:
            self.stdout.write(f"{indexing.repair()} documents mended")
        else:
            self.stdout.write(f"{indexing.rebuild()} documents indexed")

    def _check(self) -> None:
        drifted = indexing.drift()
        for key in drifted:
            self.stdout.write(key)
        self.stdout.write(f"{len(drifted)} documents drifted")
        if drifted:
            raise SystemExit(1)
