"""Follows the record (offers), schemes (offers), payments, and publicity."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incubator.grants import basing, following, offering, settling
from incubator.grants.queries import ACT, KIND
from incubator.incentives.models import SchemeVersion
from incubator.yearly import queries as evaluations
from portal.audit import consumers
from portal.workflow.approvals import acts
from portal.workflow.publicity import outcomes

if TYPE_CHECKING:
    from portal.audit.models import Event

GRADE_STATED = "organisation.record_changed"
PUBLISHED = "incentives.published"
BASE_GRADED, BASE_CHANGED = "base_year.grade", "base.changed"


def offer(events: Sequence[Event]) -> None:
    """Offer the awards of grades that came on the record, and of schemes that were published."""
    stated = {_key(event) for event in events if _is_grade(event)}
    if stated:
        offering.offer_to(sorted(stated))
    for event in events:
        if event.action == PUBLISHED:
            version = SchemeVersion.objects.select_related("scheme__office").get(pk=_key(event))
            offering.offer_under(version)
            basing.offer_for_bases()


def offer_to_bases(events: Sequence[Event]) -> None:
    """Offer the operating award when a base's year is graded, or it gets an operator."""
    years = {_key(event) for event in events if event.action == BASE_GRADED}
    bases = {_key(event) for event in events if event.action == BASE_CHANGED}
    bases |= set(evaluations.bases_of(years))
    if bases:
        basing.offer_for_bases(sorted(bases))


def _is_grade(event: Event) -> bool:
    return event.action == GRADE_STATED and json.loads(event.data).get("fact") == "grade"


def _key(event: Event) -> int:
    return int(event.subject.rpartition(":")[2])


consumers.register("grants.offers", offer, actions=(GRADE_STATED, PUBLISHED))
consumers.register("grants.bases", offer_to_bases, actions=(BASE_GRADED, BASE_CHANGED))
consumers.register("grants.payments", following.payments, actions=following.ACTIONS)
acts.register(
    ACT, _("Approve a claim of money"), perform=settling.approve, returned=settling.send_back
)
outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.taken_off,
    stands=settling.stands,
    deciders=settling.deciders,
)
