"""Follows its own batches (the worker gathers), payments, approvals and publicity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from incubator.subsidies import following, settling, tasks
from incubator.subsidies.queries import ACT, KIND
from portal.audit import consumers
from portal.workflow.approvals import acts
from portal.workflow.publicity import outcomes

if TYPE_CHECKING:
    from portal.audit.models import Event

BEGUN = "subsidy.batch.opened"


def build(events: Sequence[Event]) -> None:
    """Let the worker gather the lists of a batch that was begun."""
    for event in events:
        tasks.build_batch.enqueue(batch=int(event.subject.rpartition(":")[2]))


consumers.register("subsidies.batches", build, actions=(BEGUN,))
consumers.register("subsidies.payments", following.payments, actions=following.ACTIONS)
acts.register(
    ACT, _("Approve a batch of subsidies"), perform=settling.approve, returned=settling.send_back
)
outcomes.register(
    KIND,
    corrected=settling.corrected,
    refused=settling.taken_off,
    stands=settling.stands,
    deciders=settling.deciders,
)
