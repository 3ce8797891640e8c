"""A request asks for the day once; everything else reads the clock anew."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from portal.core import clock

LATE = datetime(2026, 11, 24, 23, 59, 59, tzinfo=clock.SHANGHAI)


@pytest.fixture
def midnight(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The clock reads what stands in the list; a request has begun."""
    moment = [LATE]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    clock.begin_request()
    yield moment
    clock.end_request()


def test_the_day_of_a_request_is_the_day_on_which_it_began(midnight: list[datetime]) -> None:
    began = clock.today()
    midnight[0] += timedelta(seconds=2)
    assert clock.today() == began
    clock.end_request()
    assert clock.today() == began + timedelta(days=1)


def test_the_next_request_asks_again(midnight: list[datetime]) -> None:
    began = clock.today()
    midnight[0] += timedelta(seconds=2)
    clock.begin_request()
    assert clock.today() == began + timedelta(days=1)
