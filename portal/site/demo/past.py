"""The demo city's clock: it stands in the past and is moved on, day by day, until today.

What the portal's worker would have done meanwhile is done on each of these days.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from heapq import heapify, heappop, heappush

from django.db import transaction

from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow.worker import loop

MORNING = time(9, 30)
PATIENCE = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that people do on a day."""

    on: date
    act: Callable[[], object]


def live(stories: Iterable[Iterable[Step]], until: datetime) -> None:
    """Let the days come one after the other, and do on each what these stories do then.

    The steps of a story keep their order. What the portal refuses on a day, because working days
    must go by first and there were holidays, is tried again on the next one. What would come after
    ``until`` is left out.
    """
    known = [sorted(story, key=lambda step: step.on) for story in stories]
    waiting = [(story[0].on, number, 0) for number, story in enumerate(known) if story]
    heapify(waiting)
    while waiting:
        on, number, at = heappop(waiting)
        if on > clock.day(until):
            continue
        go(on, until)
        story = known[number]
        if not _did(story[at], on):
            heappush(waiting, (on + timedelta(days=1), number, at))
        elif at + 1 < len(story):
            heappush(waiting, (max(on, story[at + 1].on), number, at + 1))


def _did(step: Step, on: date) -> bool:
    try:
        with transaction.atomic():
            step.act()
    except Refused:
        if on - step.on >= PATIENCE:
            raise
        return False
    return True


def go(on: date, present: datetime) -> None:
    """Move the clock to the morning of a day; on a day that has begun nothing is done.

    Nobody acts in the time to come: where that morning lies after ``present``, it is the present.
    """
    if clock.today() == on:
        return
    morning = datetime.combine(on, MORNING, clock.SHANGHAI)
    if morning > present:
        to_the_present()
    else:
        audit.shift_clock(by=morning - clock.now())
        work()


def to_the_present() -> None:
    """Real time again, and what had become due until now."""
    audit.shift_clock(by=None)
    work()


def work() -> None:
    """One round of the worker; messages that a demo prints go where its progress goes."""
    with redirect_stdout(sys.stderr):
        loop.tick()
