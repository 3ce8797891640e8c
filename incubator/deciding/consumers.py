"""Follows panels: the mean that all members signed becomes the score of the application."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from incubator.deciding import proposals as proposals
from incubator.deciding import rounds, settling
from incubator.deciding.queries import KIND, reading_url
from portal.audit import consumers
from portal.panels import reading
from portal.workflow.publicity import outcomes

if TYPE_CHECKING:
    from portal.audit.models import Event


def take_scores(events: Sequence[Event]) -> None:
    """Scores of entries whose members have all signed; other panels have other case numbers."""
    for event in events:
        rounds.take_score(case=event.case, mean=Decimal(json.loads(event.data)["mean"]))


consumers.register("incubator.scores", take_scores, actions=("panel.entry_complete",))
outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.refused,
    stands=settling.stands,
    deciders=settling.deciders,
)
reading.register(KIND, reading_url)
