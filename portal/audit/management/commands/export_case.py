"""export_case NUMBER OUT: the history of a case as one file for the verifier."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit import queries, sealer


class Command(BaseCommand):
    """Seals what is not sealed yet, then writes the file."""

    help = "Write the history of a case to a file that portal/audit/verifier.py checks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number")
        parser.add_argument("out", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        sealer.seal()
        export = queries.export(options["number"])
        if not export["events"]:
            raise CommandError(f"There is no case {options['number']}.")
        options["out"].write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
        self.stdout.write(f"{len(export['events'])} events written to {options['out']}")
