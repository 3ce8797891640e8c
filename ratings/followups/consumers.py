"""Follows the record: an event that may affect a grade opens a verification rating."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.audit import consumers
from portal.core import clock
from portal.organisations.record import grades
from portal.organisations.record.enums import FactKind
from ratings.followups import occasions, opening

if TYPE_CHECKING:
    from portal.audit.models import Event
    from ratings.followups.occasions import Event as Happened

STATED, LINKED = "organisation.record_changed", "organisations.lineage_linked"
FACTS = (FactKind.LISTING, FactKind.PENALTY)


def follow(events: Sequence[Event]) -> None:
    """Open or join a case for each organisation with a grade whose record tells of an event."""
    told: dict[int, list[Happened]] = {}
    for event in events:
        data = json.loads(event.data)
        key = int(event.subject.rpartition(":")[2])
        if event.action == STATED and data.get("fact") in FACTS:
            told.setdefault(key, [])
        elif event.action == LINKED and key in (data["parent"], data["child"]):
            told.setdefault(key, []).append(_linked(data))
    rated = grades.of_organisations(told).filter(valid_to__gte=clock.today())
    for key in sorted(set(rated.order_by().values_list("organisation_id", flat=True))):
        opening.verify(key, told[key])


def _linked(data: dict[str, Any]) -> Happened:
    day = date.fromisoformat(data["happened_on"])
    return occasions.lineage(data["kind"], day, data["parent"], data["child"])


consumers.register("ratings.verification", follow, actions=(STATED, LINKED))
