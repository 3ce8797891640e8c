"""What the worker does with a confirmed list of receipts; goes on where it was stopped."""

from collections import Counter

from django.db import transaction

from portal.payments.banking import receipts
from portal.payments.banking.enums import Phase
from portal.payments.banking.models import ReceiptList
from portal.workflow.worker import pause


def take_in(key: int) -> None:
    """Take every row in, each in a transaction of its own with the place that was reached.

    A second call, and a second file with the same receipts, change nothing.
    """
    source = ReceiptList.objects.select_related("confirmed_by").get(pk=key)
    if source.phase != Phase.WRITING:
        return
    counts = Counter(source.counts)
    for row in receipts.rows_of(source):
        if row.line <= source.position:
            continue
        with transaction.atomic():
            counts[receipts.take(source=source, row=row).value] += 1
            source.position, source.counts = row.line, dict(counts)
            source.save(update_fields=["position", "counts"])
        pause.check()
    ReceiptList.objects.filter(pk=key, phase=Phase.WRITING).update(phase=Phase.WRITTEN, sealed="")
