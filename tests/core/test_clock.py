"""One clock, in Shanghai, shifted only where settings allow."""

from datetime import date, datetime, timedelta

import pytest

from portal.audit.models import ClockOffset
from portal.core import clock

pytestmark = pytest.mark.django_db


def host_now() -> datetime:
    return datetime.now(clock.SHANGHAI)


def test_now_is_aware_and_in_shanghai() -> None:
    moment = clock.now()
    assert str(moment.tzinfo) == "Asia/Shanghai"
    assert abs(moment - host_now()) < timedelta(seconds=30)
    assert clock.today() in {moment.date(), host_now().date()}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 12, 1, 15, 59, 59, tzinfo=clock.UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 1, 16, 0, tzinfo=clock.UTC), date(2026, 12, 2)),
        (datetime(2026, 12, 2, 0, 0, tzinfo=clock.SHANGHAI), date(2026, 12, 2)),
        (datetime(2026, 12, 1, 23, 59), date(2026, 12, 1)),
        (date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_the_day_of_a_moment_is_that_of_shanghai(moment: date, day: date) -> None:
    assert clock.day(moment) == day


def test_an_offset_shifts_the_clock_only_where_settings_allow(settings) -> None:
    ClockOffset.objects.create(seconds=86_400)
    assert clock.now() - host_now() > timedelta(hours=23)
    settings.CLOCK_MAY_SHIFT = False
    assert clock.now() - host_now() < timedelta(minutes=1)
