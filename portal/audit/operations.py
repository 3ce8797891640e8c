"""Writing the history."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from portal.audit.models import Event
from portal.core import clock

SYSTEM = "system"


class Person(Protocol):
    """Whoever acts: anything with a key and a name to show."""

    pk: Any

    def get_full_name(self) -> str: ...  # noqa: D102 - a protocol's shape


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
    event = _event(Entry(action, subject, data or {}), by, case, post, channel)
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
    events = [_event(entry, by, case, post, channel) for entry in entries]
    Event.objects.bulk_create(events, batch_size=500)
    return len(events)


def _event(entry: Entry, by: Person | None, case: str, post: str, channel: str) -> Event:
    return Event(
        at=clock.now(),
        action=entry.action,
        actor=f"user:{by.pk}" if by is not None else SYSTEM,
        actor_name=by.get_full_name() if by is not None else "",
        post=post,
        channel=channel,
        subject=entry.subject,
        case=case,
        data=json.dumps(dict(entry.data), ensure_ascii=False, sort_keys=True),
    )
