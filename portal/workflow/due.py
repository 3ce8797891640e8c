"""Steps whose time comes by itself: a period ends, a deadline passes, and nobody has to click."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.core import clock
from portal.core.reasons import Refused
from portal.workflow import engine
from portal.workflow.models import CaseModel
from portal.workflow.steps import AnyWorkflow

logger = logging.getLogger(__name__)
Find = Callable[[datetime], Iterable[CaseModel]]
Act = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class DueStep:
    """Which rows are due at a moment, and what is done with each."""

    name: str
    find: Find
    act: Act


_steps: dict[str, DueStep] = {}


def register(flow: AnyWorkflow, action: str, find: Find, *, act: Act | None = None) -> None:
    """Let the portal itself take a step of a workflow, from the app's ``ready()``.

    ``find`` gives the rows that are due at a moment. ``act`` takes one row; without it the
    engine advances the row, which is enough for a step without conditions. Raises ValueError
    when the table has no such step for the portal itself (permission None).
    """
    if not any(step.action == action and step.permission is None for step in flow.steps):
        raise ValueError(f"{flow.code} has no step {action} that the portal takes by itself.")
    name = f"{flow.code}.{action}"
    _steps[name] = DueStep(name, find, act or _advance(action))


def run() -> int:
    """Take every step that is due; returns how many. One refused or failed row stops no other."""
    moment = clock.now()
    return sum(_take(step, row) for step in _steps.values() for row in step.find(moment))


def _take(step: DueStep, row: CaseModel) -> bool:
    try:
        step.act(row)
    except Refused as refused:
        logger.info("%s waits for %s: %s", step.name, row.pk, refused)
        return False
    except Exception:
        logger.exception("%s failed for %s", step.name, row.pk)
        return False
    return True


def _advance(action: str) -> Act:
    def act(row: CaseModel) -> CaseModel:
        return engine.advance(row, action, by=None)

    return act
