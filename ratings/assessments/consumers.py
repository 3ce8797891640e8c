"""Follows panels: when all members of a team have signed, the organisation is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from portal.audit import consumers
from portal.panels import reading
from ratings.assessments import queries, teams

if TYPE_CHECKING:
    from portal.audit.models import Event


def follow_signatures(events: Sequence[Event]) -> None:
    """Entries whose members have all signed; those of other panels are nobody's here."""
    for event in events:
        teams.follow_signatures(event.case)


def papers(case_id: int) -> str:
    """The address of the papers of a case: the sheet shows them beside each point."""
    return queries.sheet_address(case_id) or reverse("my_panels")


consumers.register(
    "ratings.signatures", follow_signatures, actions=("panel.entry_complete",)
)  # fmt: skip
reading.register(
    queries.KIND, papers, sheet=queries.sheet_address, unready=queries.unready
)  # fmt: skip
