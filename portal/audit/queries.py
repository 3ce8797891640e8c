"""Reading the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from portal.audit import sealer, verifier
from portal.audit.models import Checkpoint, Event, Seal

Export = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """When the whole chain was checked last, and what was wrong; "" when nothing was."""

    at: datetime
    fault: str


def history(*, subject: str = "", case: str = "") -> QuerySet[Event]:
    """The events of a subject or of a case, newest first."""
    events = Event.objects.select_related("seal").order_by("-id")
    return events.filter(case=case) if case else events.filter(subject=subject)


def find(words: str) -> QuerySet[Event]:
    """Events whose case, subject, action or actor begins with the words, newest first."""
    events = Event.objects.select_related("seal").order_by("-id")
    if not words:
        return events
    return events.filter(
        Q(case__istartswith=words)
        | Q(subject__istartswith=words)
        | Q(action__istartswith=words)
        | Q(actor_name__istartswith=words)
    )


def checkpoints() -> QuerySet[Checkpoint]:
    """The published heads of the chain, newest first."""
    return Checkpoint.objects.all()


def last_check() -> Checkpoint | None:
    """The last check of the whole chain, or None while there was none."""
    return Checkpoint.objects.first()


def history_with_check(
    *, case: str = "", subject: str = "", limit: int | None = None
) -> tuple[list[Event], Check | None]:
    """The events of a case or a subject, newest first, and the last check, in one query."""
    last = Checkpoint.objects.order_by("-id")
    found = history(case=case, subject=subject).annotate(
        checked_at=Subquery(last.values("at")[:1]), checked_fault=Subquery(last.values("fault")[:1])
    )
    events: list[Any] = list(found[:limit])
    if not events:
        row = last_check()
        return [], Check(row.at, row.fault) if row else None
    at = events[0].checked_at
    return events, Check(at, events[0].checked_fault) if at else None


def export(case: str) -> Export:
    """The history of a case with the whole chain around it, as the verifier reads it.

    Other events appear only as digests recomputed from their rows, so that a change anywhere in
    the database shows without anything of another case being told.
    """
    events, chain = [], []
    for seal, event in _chain():
        words = sealer.words(event) if event else None
        chain.append((seal.seq, verifier.digest(words) if words else None, seal.hash))
        if words and case and words["case"] == case:
            events.append(words | {"seq": seal.seq})
    head = sealer.head()
    return {
        "case": case,
        "events": events,
        "chain": chain,
        "head": {"seq": head.seq if head else 0, "hash": head.hash if head else verifier.GENESIS},
    }


def first_fault() -> str:
    """What is wrong with the chain in the database, first place first; empty when intact."""
    return next(verifier.faults(export("")), "")


def _chain() -> Iterator[tuple[Seal, Event | None]]:
    seals = Seal.objects.order_by("seq").iterator(chunk_size=2000)
    batch: list[Seal] = []
    for seal in seals:
        batch.append(seal)
        if len(batch) == 2000:
            yield from _with_events(batch)
            batch = []
    yield from _with_events(batch)


def _with_events(seals: list[Seal]) -> Iterator[tuple[Seal, Event | None]]:
    events = Event.objects.in_bulk([seal.event_id for seal in seals]) if seals else {}
    for seal in seals:
        yield seal, events.get(seal.event_id)
