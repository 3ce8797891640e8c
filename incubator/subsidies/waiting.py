"""What waits for time: publicities that ended, batches the money reaches, paid lists to close."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef

from incubator.subsidies.enums import BatchState, ClaimState
from incubator.subsidies.models import SubsidyBatch, SubsidyClaim
from incubator.subsidies.queries import BATCH_WITH, CLAIM_WITH, KIND, lacking
from portal.core import clock
from portal.workflow.publicity import queries as publicities


def publicity_over(moment: datetime) -> Iterable[SubsidyClaim]:
    """The lists whose publicity is over and free of open objections."""
    ended = publicities.ended(moment, KIND).order_by().values("case")
    found = SubsidyClaim.objects.filter(status=ClaimState.PUBLISHED, case__in=ended)
    return list(found.select_related(*CLAIM_WITH))


def to_commit(_moment: datetime) -> Iterable[SubsidyBatch]:
    """The batches of which no list is public any more, and that their line reaches."""
    waiting = SubsidyBatch.objects.filter(status__in=[BatchState.PUBLISHED, BatchState.SHORT])
    public = SubsidyClaim.objects.filter(batch=OuterRef("pk"), status=ClaimState.PUBLISHED)
    found = waiting.exclude(Exists(public)).select_related(*BATCH_WITH).order_by("pk")
    return [row for row in found if row.status == BatchState.PUBLISHED or not lacking(row)]


def to_close(_moment: datetime) -> Iterable[SubsidyClaim]:
    """The paid lists for which no return is expected any more."""
    return SubsidyClaim.objects.filter(status=ClaimState.PAID, case__due_on__lt=clock.today())


def batches_paid(_moment: datetime) -> Iterable[SubsidyBatch]:
    """The batches under payment of which every list is paid or ended."""
    under_way = SubsidyClaim.objects.filter(
        batch=OuterRef("pk"), status__in=[ClaimState.CLEARED, ClaimState.ORDERED]
    )
    payable = (BatchState.COMMITTED, BatchState.ORDERED)
    return SubsidyBatch.objects.filter(status__in=payable).exclude(Exists(under_way))


def batches_to_close(_moment: datetime) -> Iterable[SubsidyBatch]:
    """The paid batches whose lists are all closed."""
    paid = SubsidyClaim.objects.filter(batch=OuterRef("pk"), status=ClaimState.PAID)
    return SubsidyBatch.objects.filter(status=BatchState.PAID).exclude(Exists(paid))
