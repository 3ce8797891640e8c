"""Consumers: each sealed event once, in order, and nothing lost when a handler fails."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection

from portal.audit import consumers, operations, sealer
from portal.audit.models import Cursor, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_mine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(consumers, "_consumers", {})
    yield


def write(*actions: str) -> None:
    for action in actions:
        operations.record(action, by=None, subject="thing:1")
    sealer.seal()


def test_a_consumer_reads_each_event_once_in_order() -> None:
    read: list[str] = []
    consumers.register("index", lambda events: read.extend(e.action for e in events))
    write("a.one", "b.two")
    consumers.drain()
    write("a.three")
    consumers.drain()
    consumers.drain()
    assert read == ["a.one", "b.two", "a.three"]
    assert consumers.lag() == {"index": 0}


def test_work_outside_the_database_keeps_nobody_waiting() -> None:
    depths: list[int] = []
    for name, outside in (("inside", False), ("outside", True)):
        consumers.register(
            name, lambda _events: depths.append(len(connection.savepoint_ids)), outside=outside
        )
    write("a.one")
    before = len(connection.savepoint_ids)
    assert consumers.drain() == 2
    assert depths == [before + 1, before]
    assert consumers.drain() == 0
    assert consumers.lag() == {"inside": 0, "outside": 0}


def test_a_consumer_follows_only_its_actions() -> None:
    read: list[str] = []
    consumers.register("a", lambda events: read.extend(e.action for e in events), actions=["a."])
    write("b.two", "a.one")
    assert consumers.drain() == 2
    assert read == ["a.one"]


def test_unsealed_events_wait() -> None:
    read: list[Event] = []
    consumers.register("index", read.extend)
    operations.record("a.one", by=None, subject="thing:1")
    assert consumers.drain() == 0
    assert read == []


def test_a_failing_handler_is_tried_again_and_stops_nobody_else() -> None:
    read: list[str] = []
    broken = [True]

    def stumble(events: Sequence[Event]) -> None:
        if broken[0]:
            raise RuntimeError("index is full")
        read.extend(e.action for e in events)

    others: list[Event] = []
    consumers.register("stumbles", stumble)
    consumers.register("others", others.extend)
    write("a.one")
    consumers.drain()
    cursor = Cursor.objects.get(pk="stumbles")
    assert (cursor.seq, cursor.failures, cursor.last_error) == (
        0,
        1,
        "RuntimeError('index is full')",
    )
    assert len(others) == 1
    broken[0] = False
    consumers.drain()
    assert read == ["a.one"]
    assert Cursor.objects.get(pk="stumbles").failures == 0
