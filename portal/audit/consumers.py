"""Those who follow the history: search index, notices, offers.

A consumer reads sealed events in the order of their seq and saves its cursor in the transaction
of its effect. One whose effect is slow and stands outside the database (an index, files) works
before its cursor is saved, so that nobody waits for it; its events may come twice. A handler that
fails is tried again next round and never loses an event.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from portal.audit.models import Cursor, Event

logger = logging.getLogger(__name__)
Handler = Callable[[Sequence[Event]], None]
BATCH = 200


@dataclass(frozen=True, slots=True)
class Consumer:
    """A name (its cursor's key), the actions it follows (prefixes; empty: all), its handler, and
    whether the effect stands outside the database.
    """

    name: str
    handler: Handler
    actions: tuple[str, ...] = ()
    outside: bool = False


_consumers: dict[str, Consumer] = {}


def register(
    name: str, handler: Handler, *, actions: Sequence[str] = (), outside: bool = False
) -> None:
    """Let a handler follow the history from the app's ``ready()``; once per name."""
    _consumers[name] = Consumer(name, handler, tuple(actions), outside)


def drain() -> int:
    """Bring every consumer up to date; returns how many events were handed over."""
    return sum(_drain(consumer) for consumer in _consumers.values())


def lag() -> dict[str, int]:
    """How many sealed events each consumer has not read yet."""
    cursors = dict(Cursor.objects.values_list("consumer", "seq"))
    return {
        name: Event.objects.filter(seal__seq__gt=cursors.get(name, 0)).count()
        for name in _consumers
    }


def _drain(consumer: Consumer) -> int:
    total = 0
    while True:
        try:
            read = _step(consumer)
        except Exception as error:
            logger.exception("consumer %s failed", consumer.name)
            _note_failure(consumer, error)
            return total
        total += read
        if read < BATCH:
            return total


def _step(consumer: Consumer) -> int:
    """Hand over the next events. They are read beforehand, so that the lock is short."""
    cursor, _ = Cursor.objects.get_or_create(consumer=consumer.name)
    events = _after(cursor.seq)
    if not events:
        return 0
    wanted = [e for e in events if not consumer.actions or e.action.startswith(consumer.actions)]
    if wanted and consumer.outside:
        consumer.handler(wanted)
    with transaction.atomic():
        locked = Cursor.objects.select_for_update().get(consumer=consumer.name)
        if locked.seq == cursor.seq:
            if wanted and not consumer.outside:
                consumer.handler(wanted)
            locked.seq, locked.failures, locked.last_error = events[-1].seal.seq, 0, ""
            locked.save()
    return len(events)


def _after(seq: int) -> list[Event]:
    events = Event.objects.filter(seal__seq__gt=seq).select_related("seal")
    return list(events.order_by("seal__seq")[:BATCH])


def _note_failure(consumer: Consumer, error: Exception) -> None:
    cursor, _ = Cursor.objects.get_or_create(consumer=consumer.name)
    cursor.failures += 1
    cursor.last_error = repr(error)[:2000]
    cursor.save()
