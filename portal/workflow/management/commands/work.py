"""The background worker."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from portal.workflow.worker import pause
from portal.workflow.worker.loop import Loop, tick


class Command(BaseCommand):
    """``manage.py work [--queue slow] [--once]``: tasks, history, messages, what is due."""

    help = "Run the background worker until it is stopped (SIGTERM ends after the current chunk)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The queues, and whether one round is enough."""
        parser.add_argument("--queue", action="append", help="default: the queue named default")
        parser.add_argument("--once", action="store_true", help="one round over all queues")

    def handle(self, *_: Any, **options: Any) -> None:
        """Run."""
        if options["once"]:
            tick(queues=options["queue"] or ())
            return
        loop = Loop(options["queue"] or ["default"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.stdout.write(f"worker {loop.name} on {', '.join(loop.queues)}")
        loop.run()
        self.stdout.write("worker stopped")

    def _stop(self, number: int, _: FrameType | None) -> None:
        """The first signal ends the current chunk; a second one ends the process."""
        signal.signal(number, signal.SIG_DFL)
        pause.ask_to_stop()
