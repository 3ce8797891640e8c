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
from django.db.models import Max

from portal.audit.models import Cursor, Event, Seal

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
    """Bring every consumer up to date; returns how many events they have read, all together.

    When there is nothing new, two queries say so for all of them; what is new is read once.
    """
    newest, cursors = Seal.objects.aggregate(seq=Max("seq"))["seq"] or 0, _cursors()
    behind: dict[int, list[Consumer]] = {}
    for consumer in _consumers.values():
        if cursors.get(consumer.name, 0) < newest:
            behind.setdefault(cursors.get(consumer.name, 0), []).append(consumer)
    names = [one.name for group in behind.values() for one in group if one.name not in cursors]
    Cursor.objects.bulk_create([Cursor(consumer=name) for name in names], ignore_conflicts=True)
    return sum(_drain(group, seq) for seq, group in behind.items())


def lag() -> dict[str, int]:
    """How many sealed events each consumer has not read yet."""
    cursors = _cursors()
    return {
        name: Event.objects.filter(seal__seq__gt=cursors.get(name, 0)).count()
        for name in _consumers
    }


def _cursors() -> dict[str, int]:
    return dict(Cursor.objects.values_list("consumer", "seq"))


def _drain(group: Sequence[Consumer], seq: int) -> int:
    """Hand over what comes after ``seq``, where all of the group stand, batch by batch."""
    total = 0
    while group and (events := _after(seq)):
        last = events[-1].seal.seq
        _pass_over([one.name for one in group if not _wanted(one, events)], seq, last)
        group = [one for one in group if _hand_over(one, events, seq)]
        total += len(group) * len(events)
        if len(events) < BATCH:
            break
        seq = last
    return total


def _wanted(consumer: Consumer, events: Sequence[Event]) -> list[Event]:
    return [e for e in events if not consumer.actions or e.action.startswith(consumer.actions)]


def _pass_over(names: Sequence[str], seq: int, last: int) -> None:
    """Move those who want nothing of a batch to its end, all at once."""
    standing = Cursor.objects.filter(consumer__in=names, seq=seq)
    standing.update(seq=last, failures=0, last_error="")


def _hand_over(consumer: Consumer, events: Sequence[Event], seq: int) -> bool:
    """Hand over what a consumer wants of a batch; False when it failed and must try again."""
    wanted = _wanted(consumer, events)
    try:
        if wanted:
            _take(consumer, wanted, seq, events[-1].seal.seq)
    except Exception as error:
        logger.exception("consumer %s failed", consumer.name)
        _note_failure(consumer, error)
        return False
    return True


def _take(consumer: Consumer, wanted: Sequence[Event], seq: int, last: int) -> None:
    """The handler and its cursor. The events were read beforehand, so that the lock is short."""
    if consumer.outside:
        consumer.handler(wanted)
    with transaction.atomic():
        locked = Cursor.objects.select_for_update().get(consumer=consumer.name)
        if locked.seq == seq:
            if not consumer.outside:
                consumer.handler(wanted)
            locked.seq, locked.failures, locked.last_error = last, 0, ""
            locked.save()


def _after(seq: int) -> list[Event]:
    events = Event.objects.filter(seal__seq__gt=seq).select_related("seal")
    return list(events.order_by("seal__seq")[:BATCH])


def _note_failure(consumer: Consumer, error: Exception) -> None:
    cursor, _ = Cursor.objects.get_or_create(consumer=consumer.name)
    cursor.failures += 1
    cursor.last_error = repr(error)[:2000]
    cursor.save()
