"""Gives every event its place in the chain.

Acts insert events without a place, so that they never wait for one another; one sealer at a time
(a lock row's work, done by the database) numbers and chains what is there.
"""

import json
import time
from typing import Any

from django.db import connection, transaction

from portal.audit import verifier
from portal.audit.models import Event, Seal
from portal.core import clock

LOCK = 5_150_600
BATCH = 500
WINDOW = 10_000
BREATH = 0.05  # seconds in which others may write between two batches


def seal() -> int:
    """Chain all events that have no place yet; returns how many were sealed."""
    return _seal(thorough=True)


def seal_newest() -> int:
    """Chain the newest events, looking back no further than ``WINDOW`` ids.

    What the worker asks twice a second must not read the whole history. An event whose
    transaction took longer than that many others is found by the next ``seal`` (the hourly check).
    """
    return _seal(thorough=False)


def _seal(*, thorough: bool) -> int:
    total = 0
    while done := _seal_batch(thorough):
        total += done
        if done == BATCH:
            time.sleep(BREATH)
    return total


def words(event: Event) -> dict[str, Any]:
    """An event as the verifier reads it: text and numbers, the moment in UTC."""
    return {
        "id": event.pk,
        "at": event.at.astimezone(clock.UTC).isoformat(),
        "action": event.action,
        "actor": event.actor,
        "actor_name": event.actor_name,
        "post": event.post,
        "channel": event.channel,
        "subject": event.subject,
        "case": event.case,
        "data": json.loads(event.data),
    }


def head() -> Seal | None:
    """The last seal of the chain, or None while it is empty."""
    return Seal.objects.order_by("-seq").first()


def _seal_batch(thorough: bool) -> int:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = head()
        seq, prev = (last.seq, last.hash) if last else (0, verifier.GENESIS)
        since = 0 if thorough or last is None else last.event_id - WINDOW
        seals = []
        for event in Event.objects.filter(seal=None, id__gt=since).order_by("id")[:BATCH]:
            seq += 1
            hash_ = verifier.link(prev, seq, verifier.digest(words(event)))
            seals.append(Seal(seq=seq, event=event, prev=prev, hash=hash_))
            prev = hash_
        Seal.objects.bulk_create(seals)
    return len(seals)
