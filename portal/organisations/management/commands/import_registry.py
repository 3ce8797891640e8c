"""What the upload page does, without a page."""

import gc
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import consumers, sealer
from portal.core import clock
from portal.core.reasons import Refused
from portal.organisations.imports import reader
from portal.organisations.imports.judging import Tally, judge_all, writes
from portal.organisations.imports.writing import PAUSE_SECONDS, Pending, chunks, write
from portal.organisations.register.operations import Source


class Command(BaseCommand):
    """Checks a register list and, with --apply, writes it, as the operator: all registries."""

    help = "Check a register list (.xlsx or .csv); with --apply write it into the register."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --apply and --json."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="write new and changed rows")
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        """Read, check, write when asked to, and print the counts."""
        gc.freeze()  # else the collector walks the whole framework again and again
        file: Path = options["file"]
        began = time.monotonic()
        try:
            tally, pending, title = self._read(file)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Refused as refused:
            raise CommandError("\n".join(str(reason) for reason in refused.reasons)) from refused
        if options["apply"]:
            self._write(pending, title)
        seconds = time.monotonic() - began
        self.stderr.write(f"{tally.rows} rows, {tally.rows / seconds:,.0f} rows/s")
        if options["apply"]:
            sealer.seal()
            consumers.drain()
        self._print(tally, as_json=options["json"])

    def _read(self, file: Path) -> tuple[Tally, list[Any], str]:
        """The counts, the rows to be written, and the name of the source."""
        table = reader.read(file, file.name)
        tally, pending = Tally(), []
        for entry, judged in judge_all(table, scope=None, today=clock.today()):
            tally.count(judged)
            if writes(judged):
                pending.append(Pending(entry, judged.changes))
        return tally, pending, table.title or file.name

    def _write_chunk(self, part: list[Any], source: Source) -> None:
        write(part, source=source, scope=None, by=None)

    def _write(self, pending: list[Any], title: str) -> None:
        source = Source(title, clock.today(), channel="command")
        done = 0
        for part in chunks(pending):
            if done:
                time.sleep(PAUSE_SECONDS)
            self._write_chunk(part, source)
            done += len(part)
            self.stderr.write(f"{done} of {len(pending)} written", ending="\r")
        self.stderr.write("")

    def _print(self, tally: Tally, *, as_json: bool) -> None:
        counts = tally.as_json()
        if as_json:
            self.stdout.write(json.dumps(counts, ensure_ascii=False))
            return
        reasons = counts.pop("reasons")
        for name, count in [*counts.items(), *reasons.items()]:
            self.stdout.write(f"{count:>8,}  {name}")
