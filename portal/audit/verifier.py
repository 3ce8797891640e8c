#!/usr/bin/env python3
"""Checks an exported history with nothing but Python: python3 verifier.py FILE [CHECKPOINT].

The file holds the whole chain from the first to the last event: for the events of the case all
their words, for every other event only the digest of its words. Each link is recomputed:

    digest = SHA-256 of the event's words as canonical JSON
    hash   = SHA-256 of "prev:seq:digest"

A changed, missing, added or moved event breaks the chain at its place, and is named. CHECKPOINT
is a head copied from the portal's public page ("SEQ HASH"); with it, even a chain that somebody
recomputed as a whole is found out. This file imports nothing of the portal; the portal imports it.
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any

GENESIS = "0" * 64
FIELDS = (
    "id",
    "at",
    "action",
    "actor",
    "actor_name",
    "post",
    "channel",
    "subject",
    "case",
    "data",
)


def digest(event: dict[str, Any]) -> str:
    """The SHA-256 of an event's words, in hexadecimal."""
    words = {name: event.get(name) for name in FIELDS}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def link(prev: str, seq: int, event_digest: str) -> str:
    """The hash that binds an event to its place: SHA-256 of "prev:seq:digest"."""
    return hashlib.sha256(f"{prev}:{seq}:{event_digest}".encode()).hexdigest()


def faults(export: dict[str, Any], checkpoint: tuple[int, str] | None = None) -> Iterator[str]:
    """What is wrong with an export, in the order of the chain; nothing when all is well."""
    events = {event["seq"]: event for event in export["events"]}
    prev, expected = GENESIS, 1
    for seq, stored_digest, stored_hash in export["chain"]:
        event = events.pop(seq, None)
        name = f"event {seq}" + (f" (row {event['id']}, {event['action']})" if event else "")
        if seq != expected:
            yield f"event {expected} is missing: the chain goes on with event {seq}"
        if event is not None and digest(event) != stored_digest:
            yield f"{name} does not match its digest: its words were changed"
        elif stored_digest is None:
            yield f"{name} has a place in the chain, but its row is gone"
        elif link(prev, seq, stored_digest) != stored_hash:
            yield f"{name} does not match its seal: it was changed, moved or replaced"
        if checkpoint and checkpoint[0] == seq and checkpoint[1] != stored_hash:
            yield f"{name} does not match the checkpoint: the whole chain was rewritten"
        prev, expected = stored_hash, seq + 1
    for seq in sorted(events):
        yield f"event {seq} has no place in the chain"
    if export["head"]["seq"] != expected - 1 or export["head"]["hash"] != prev:
        yield f"the chain ends at event {expected - 1}, not at the head it names"
    if checkpoint and checkpoint[0] >= expected:
        yield f"the chain ends before the checkpoint at event {checkpoint[0]}"


def main(arguments: list[str]) -> int:
    """Verify the file named first; returns the exit status."""
    if len(arguments) not in (1, 2):
        print('usage: verifier.py FILE ["SEQ HASH"]')
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            export = json.load(file)
        checkpoint = None
        if len(arguments) == 2:
            seq, hash_ = arguments[1].split()
            checkpoint = (int(seq), hash_)
        fault = next(faults(export, checkpoint), None)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"the file cannot be read as an exported history: {error}")
        return 1
    if fault:
        print(fault)
        return 1
    print(f"{len(export['events'])} events, chain intact")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
