"""The portal's own test clock: a demo walks through weeks in minutes, a real portal never."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.audit import operations
from portal.audit.models import ClockOffset, Event
from portal.core import clock

pytestmark = pytest.mark.django_db


def shift(*words: str) -> str:
    out = StringIO()
    call_command("shift_clock", *words, stdout=out)
    return out.getvalue().strip()


def test_days_add_up_and_back_is_real_time_again() -> None:
    before = clock.now()
    shift("--days", "5")
    shift("--days", "2")
    assert timedelta(days=7) <= clock.now() - before < timedelta(days=7, minutes=1)
    shift("--back")
    assert clock.now() - before < timedelta(minutes=1)


def test_a_moment_is_reached_and_told() -> None:
    assert shift("--to", "2027-03-01T09:30") == "2027-03-01 09:30"
    assert clock.now().date() == date(2027, 3, 1)


def test_each_shift_stands_in_the_history() -> None:
    shift("--days", "1")
    assert Event.objects.get(action="clock.shifted").data == '{"seconds": "86400"}'


def test_a_word_that_is_no_moment_is_refused() -> None:
    with pytest.raises(CommandError, match="2026-12-01"):
        shift("--to", "tomorrow")


def test_a_real_portal_refuses(settings) -> None:
    settings.CLOCK_MAY_SHIFT = False
    with pytest.raises(CommandError):
        shift("--days", "1")
    with pytest.raises(ValueError, match="shifted"):
        operations.shift_clock(by=timedelta(days=1))
    assert not ClockOffset.objects.exists()
