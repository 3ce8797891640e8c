"""Put dated cases to the law as the product applies it."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.law import cases, registry


class Command(BaseCommand):
    """``check_law PATH…`` runs dated cases; ``check_law --rules`` lists what may be asked."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, or the list of rules."""
        parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
        parser.add_argument("--rules", action="store_true", help="list the rules with their keys")

    def handle(self, *, paths: list[Path], rules: bool, **_: Any) -> None:
        """A line for each case that fails, then ``N passed, N failed``; exit status 1 if any."""
        if rules:
            self._list()
        elif paths:
            self._run(paths)
        else:
            raise CommandError("Name a .toml file or a folder, or ask for --rules.")

    def _list(self) -> None:
        for name, question in sorted(registry.questions().items()):
            given, answers = ", ".join(question.given), ", ".join(question.answers)
            self.stdout.write(f"{name}: given {given}; answers {answers}")

    def _run(self, paths: list[Path]) -> None:
        results = [result for path in paths for result in cases.run(path)]
        failed = [result for result in results if result.fault]
        for result in failed:
            self.stdout.write(str(result))
        self.stdout.write(f"{len(results) - len(failed)} passed, {len(failed)} failed")
        if failed:
            sys.exit(1)
