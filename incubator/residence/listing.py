"""What the credit lists mean for a residence, on the day of the entry."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from incubator.residence import telling
from incubator.residence.enums import LIVING
from incubator.residence.models import Residence
from incubator.residence.operations import take_step
from portal.audit import operations as audit
from portal.core import clock
from portal.organisations.record import queries as record

BATCH = 200


def run() -> int:
    """Note who came onto the abnormal list or left a list, and tell them; returns how many.

    Allowances are frozen by the record itself, the same day; nothing is restored backwards.
    """
    day = clock.today()
    rows = record.with_lists(Residence.objects.filter(ended_on=None), day).filter(
        Q(on_abnormal=True, abnormal_since=None)
        | Q(on_abnormal=False, abnormal_since__isnull=False)
        | Q(on_dishonest=False, dishonest_since__isnull=False)
    )
    found = list(rows.select_related("case__holder", "body", "base__body")[:BATCH])
    for row in found:
        _note(row, day)
    return len(found)


def newly_dishonest(_moment: object = None) -> QuerySet[Residence]:
    """Residences whose organisation stands on the dishonest list and that know nothing of it."""
    rows = Residence.objects.filter(status__in=LIVING, dishonest_since=None)
    listed: QuerySet[Any] = record.with_lists(rows, clock.today())
    return listed.filter(on_dishonest=True)


def terminate(residence: Residence) -> Residence:
    """Propose the termination of a residence because of the dishonest list; it may be heard."""
    with translation.override("zh-hans"):
        note = _(
            "The organisation was entered on the list of seriously dishonest social organisations."
        )
    row = take_step(residence, "list_termination", by=None, note=note)
    row.dishonest_since = clock.today()
    row.save(update_fields=["dishonest_since"])
    return row


def _note(row: Any, day: date) -> None:
    """One residence, read ``with_lists``."""
    listed = {"abnormal": row.on_abnormal, "dishonest": row.on_dishonest}
    was = {"abnormal": row.abnormal_since, "dishonest": row.dishonest_since}
    came = listed["abnormal"] and was["abnormal"] is None
    for name, since in was.items():
        if since is not None and not listed[name]:
            setattr(row, f"{name}_since", None)
    if came:
        row.abnormal_since = day
    Residence.objects.filter(pk=row.pk).update(
        abnormal_since=row.abnormal_since, dishonest_since=row.dishonest_since
    )
    audit.record(
        "credit.frozen" if came else "credit.freed",
        by=None,
        subject=f"incubator.residence:{row.pk}",
        case=str(row),
        data={"lists": sorted(name for name, on in listed.items() if on)},
    )
    key = "residence_frozen" if came else "residence_freed"
    telling.say(row, key, unique=f"{row.pk}:{key}:{day}")
