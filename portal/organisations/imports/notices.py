"""What the officials of a bureau are told about their imports."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.notifications import messages
from portal.notifications import operations as notifications
from portal.organisations.imports import lists
from portal.organisations.imports.models import ImportBatch

READ, FAILED, DONE = "import_read", "import_failed", "import_done"
KEYS = {
    "register_import.preview": READ,
    "register_import.fail": FAILED,
    "register_import.finish": DONE,
}
messages.register(
    messages.Message(
        READ,
        _("A list is ready to check"),
        _("The list of import %(number)s was read. Check it and confirm it, or discard it."),
        channels=messages.INBOX_ONLY,
    )
)
messages.register(
    messages.Message(
        FAILED,
        _("A list could not be read"),
        _("The list of import %(number)s could not be read; the reason stands on its page."),
        channels=messages.INBOX_ONLY,
    )
)
messages.register(
    messages.Message(
        DONE,
        _("A list was written"),
        _("Import %(number)s is done. Rows that were left out can be taken away as a workbook."),
        channels=messages.INBOX_ONLY,
    )
)


def tell(events: Sequence[Any]) -> None:
    """Tell whoever uploaded or confirmed an import how it went, once per event."""
    keys = [int(event.subject.rpartition(":")[2]) for event in events]
    batches = ImportBatch.objects.select_related("case", "uploaded_by", "confirmed_by")
    found = batches.in_bulk(keys)
    for event, pk in zip(events, keys, strict=True):
        batch = found.get(pk)
        if batch is None or batch.case is None:
            continue
        parties = [person for person in (batch.uploaded_by, batch.confirmed_by) if person]
        office = batch.case.holder_id
        notifications.notify(
            key=KEYS[event.action],
            to=[p for p in parties if people.may(p, lists.of(batch.kind).permission, body=office)],
            params={"number": batch.case.number},
            case=batch.case.number,
            url=reverse("import_detail", args=[pk]),
            office=office,
            unique=f"event:{event.pk}",
        )
