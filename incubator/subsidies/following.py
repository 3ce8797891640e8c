"""What the events of payment orders mean for the lists they pay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from incubator.subsidies import paying
from portal.core import clock

if TYPE_CHECKING:
    from portal.audit.models import Event

PAID, RETURNED = "payments.order.paid", "payments.order.returned"
CANCELLED = "payments.order.cancel"
ACTIONS = (PAID, RETURNED, CANCELLED)


def payments(events: Sequence[Event]) -> None:
    """Take over what became of the payment orders of lists."""
    for event in events:
        data = json.loads(event.data)
        basis = str(data.get("basis", ""))
        if event.action == PAID:
            paying.paid(basis=basis, fen=int(data.get("fen", 0)), on=_paid_on(event, data))
        elif event.action == RETURNED:
            paying.returned(basis=basis)
        elif event.action == CANCELLED:
            paying.cancelled(basis=basis)


def _paid_on(event: Event, data: Mapping[str, Any]) -> date:
    """The day the bank names, else the day of the event."""
    named = data.get("on")
    return date.fromisoformat(named) if named else clock.day(event.at)
