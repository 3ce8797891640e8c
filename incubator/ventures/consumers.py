"""Follows panels (scores), payments (instalments) and publicity."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from incubator.grants import following
from incubator.ventures import paying, rounds, settling
from incubator.ventures.queries import KIND, reading_url, unheard
from portal.audit import consumers
from portal.core import clock
from portal.panels import reading
from portal.workflow.publicity import outcomes

if TYPE_CHECKING:
    from portal.audit.models import Event


def take_scores(events: Sequence[Event]) -> None:
    """Scores of entries whose members have all signed; other panels have other case numbers."""
    for event in events:
        rounds.take_score(case=event.case, mean=Decimal(json.loads(event.data)["mean"]))


def take_payments(events: Sequence[Event]) -> None:
    """What became of the payment orders of instalments."""
    for event in events:
        data = json.loads(event.data)
        basis = str(data.get("basis", ""))
        if event.action == following.PAID:
            named = data.get("on")
            day = clock.day(event.at)
            paying.paid(basis=basis, on=date.fromisoformat(named) if named else day)
        elif event.action == following.RETURNED:
            paying.returned(basis=basis)
        elif event.action == following.CANCELLED:
            paying.cancelled(basis=basis)


consumers.register("ventures.scores", take_scores, actions=("panel.entry_complete",))
consumers.register("ventures.payments", take_payments, actions=following.ACTIONS)
outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.taken_off,
    stands=settling.stands,
    deciders=settling.deciders,
)
reading.register(KIND, reading_url, unready=unheard)
