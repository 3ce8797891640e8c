"""Those who follow the history: search index, notices, offers.

A consumer reads sealed events in the order of their seq and saves its cursor in the transaction
of its effect. A handler that fails is tried again next round and never loses an event.
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
    """A name (its cursor's key), the actions it follows (prefixes; empty: all), its handler."""

    name: str
    handler: Handler
    actions: tuple[str, ...] = ()


_consumers: dict[str, Consumer] = {}


def register(name: str, handler: Handler, *, actions: Sequence[str] = ()) -> None:
    """Let a handler follow the history from the app's ``ready()``; once per name."""
    _consumers[name] = Consumer(name, handler, tuple(actions))


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
    with transaction.atomic():
        Cursor.objects.get_or_create(consumer=consumer.name)
        cursor = Cursor.objects.select_for_update().get(consumer=consumer.name)
        events = list(
            Event.objects.filter(seal__seq__gt=cursor.seq)
            .select_related("seal")
            .order_by("seal__seq")[:BATCH]
        )
        if not events:
            return 0
        wanted = [event for event in events if _follows(consumer, event)]
        if wanted:
            consumer.handler(wanted)
        cursor.seq, cursor.failures, cursor.last_error = events[-1].seal.seq, 0, ""
        cursor.save()
    return len(events)


def _follows(consumer: Consumer, event: Event) -> bool:
    return not consumer.actions or event.action.startswith(consumer.actions)


def _note_failure(consumer: Consumer, error: Exception) -> None:
    cursor, _ = Cursor.objects.get_or_create(consumer=consumer.name)
    cursor.failures += 1
    cursor.last_error = repr(error)[:2000]
    cursor.save()
