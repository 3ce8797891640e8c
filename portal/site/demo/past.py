"""The demo city's clock: it stands in the past and is moved on, day by day, until today.

What the portal's worker would have done meanwhile is done on each of these days.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, time

from portal.audit import operations as audit
from portal.core import clock
from portal.workflow.worker import loop

MORNING = time(9, 30)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that people do on a day."""

    on: date
    act: Callable[[], object]


def live(steps: Iterable[Step]) -> None:
    """Let the days of these steps come one after the other, and do on each what is to be done."""
    for step in sorted(steps, key=lambda one: one.on):
        go(step.on)
        step.act()


def go(on: date) -> None:
    """Move the clock to the morning of a day; on a day that has begun nothing is done."""
    if clock.today() != on:
        audit.shift_clock(by=datetime.combine(on, MORNING, clock.SHANGHAI) - clock.now())
        work()


def to_the_present() -> None:
    """Real time again, and what had become due until now."""
    audit.shift_clock(by=None)
    work()


def work() -> None:
    """One round of the worker; messages that a demo prints go where its progress goes."""
    with redirect_stdout(sys.stderr):
        loop.tick()
