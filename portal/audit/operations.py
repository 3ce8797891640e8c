"""Writing the history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

from portal.audit import queries, sealer
from portal.audit.models import Checkpoint, ClockOffset, Event
from portal.core import clock

SYSTEM = "system"
CHECK_EVERY = timedelta(hours=1)


class Person(Protocol):
    """Whoever acts: anything with a key and a name to show."""

    pk: Any

    def get_full_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of many, for ``record_many``."""

    action: str
    subject: str
    data: Mapping[str, Any] = field(default_factory=dict)


def record(
    action: str,
    *,
    by: Person | None,
    subject: str,
    case: str = "",
    data: Mapping[str, Any] | None = None,
    post: str = "",
    channel: str = "web",
) -> Event:
    """Write one act into the history, inside the transaction of the act itself.

    ``by`` None means the portal itself. ``subject`` is "app.model:key". ``data`` holds text,
    numbers and ids only (JSON); never personal data that may have to be deleted.
    """
    entry = Entry(action, subject, data or {})
    event = _event(entry, clock.now(), by, case, post, channel)
    event.save(force_insert=True)
    return event


def record_many(
    entries: Iterable[Entry],
    *,
    by: Person | None,
    case: str = "",
    post: str = "",
    channel: str = "web",
) -> int:
    """Write many acts of one person at once (imports); returns how many."""
    moment = clock.now()
    events = [_event(entry, moment, by, case, post, channel) for entry in entries]
    Event.objects.bulk_create(events, batch_size=500)
    return len(events)


def check_chain() -> Checkpoint | None:
    """Check the whole chain and note the result with the head; None while the chain is empty."""
    sealer.seal()
    last = sealer.head()
    if last is None:
        return None
    return Checkpoint.objects.create(
        seq=last.seq, hash=last.hash, at=clock.now(), fault=queries.first_fault()
    )


def check_chain_when_due() -> Checkpoint | None:
    """Check the chain when the last check is older than an hour (called by the worker)."""
    last = Checkpoint.objects.first()
    if last is not None and clock.now() - last.at < CHECK_EVERY:
        return None
    return check_chain()


def shift_clock(*, by: timedelta | None) -> None:
    """Move the portal's clock on by so much, None back to real time; demo and tests only.

    The shift itself stands in the history. Raises ValueError where settings do not allow it.
    """
    if not settings.CLOCK_MAY_SHIFT:
        raise ValueError("This portal's clock cannot be shifted.")
    with transaction.atomic():
        row, _is_new = ClockOffset.objects.select_for_update().get_or_create(pk=1)
        row.seconds = ceil(row.seconds + by.total_seconds()) if by is not None else 0
        row.save(update_fields=["seconds"])
        record("clock.shifted", by=None, subject="audit.clock", data={"seconds": str(row.seconds)})


def _event(
    entry: Entry, at: datetime, by: Person | None, case: str, post: str, channel: str
) -> Event:
    return Event(
        at=at,
        action=entry.action,
        actor=f"user:{by.pk}" if by is not None else SYSTEM,
        actor_name=by.get_full_name() if by is not None else "",
        post=post,
        channel=channel,
        subject=entry.subject,
        case=case,
        data=json.dumps(dict(entry.data), ensure_ascii=False, sort_keys=True),
    )
