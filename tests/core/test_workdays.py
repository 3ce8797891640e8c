"""Working days and time limits, by the calendars of 2025 and 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import workdays
from portal.core.clock import SHANGHAI
from portal.core.workdays import TableCalendar, deadline
from portal.law import holidays

YEARS = (2025, 2026)
CALENDAR = TableCalendar(
    {day: works for year in YEARS for day, works, _ in holidays.exceptions(year)},
    frozenset(YEARS),
)
days = st.dates(date(2025, 1, 1), date(2026, 9, 1))


def last_day(start, length, unit):
    return deadline(start, length, unit, calendar=CALENDAR).last_day


@pytest.mark.parametrize(
    ("start", "length", "unit", "expected"),
    [
        (date(2026, 2, 11), 7, "wd", date(2026, 2, 27)),
        (date(2026, 9, 18), 7, "wd", date(2026, 9, 29)),
        (date(2026, 9, 18), 15, "wd", date(2026, 10, 15)),
        (date(2026, 4, 30), 2, "wd", date(2026, 5, 7)),
        (date(2026, 1, 30), 15, "wd", date(2026, 2, 27)),
        (date(2026, 1, 28), 20, "cd", date(2026, 2, 24)),
        (date(2026, 9, 22), 10, "cd", date(2026, 10, 8)),
        (date(2026, 11, 24), 3, "wd", date(2026, 11, 27)),
        (date(2026, 11, 24), 4, "cd", date(2026, 11, 30)),
        (date(2026, 11, 28), 0, "wd", date(2026, 11, 30)),
        (date(2026, 11, 24), 0, "cd", date(2026, 11, 24)),
        (date(2026, 11, 28), 1, "wd", date(2026, 11, 30)),
    ],
)
def test_the_first_day_is_not_counted_and_the_last_day_rolls(start, length, unit, expected):
    assert last_day(start, length, unit) == expected


@pytest.mark.parametrize(
    ("year", "working", "worked_weekends"),
    [
        (2025, 248, ["01-26", "02-08", "04-27", "09-28", "10-11"]),
        (2026, 248, ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]),
    ],
)
def test_a_year_has_its_working_days(year, working, worked_weekends):
    every = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(map(CALENDAR.works, every)) == working
    found = [f"{day:%m-%d}" for day in every if day.weekday() > 4 and CALENDAR.works(day)]
    assert found == worked_weekends


def test_a_limit_that_touches_an_unconfirmed_year_is_provisional():
    assert deadline(date(2026, 12, 28), 3, "wd", calendar=CALENDAR) == workdays.Deadline(
        date(2026, 12, 31), provisional=False
    )
    assert deadline(date(2026, 12, 28), 4, "wd", calendar=CALENDAR) == workdays.Deadline(
        date(2027, 1, 4), provisional=True
    )
    assert deadline(date(2026, 12, 30), 2, "cd", calendar=CALENDAR).provisional
    assert deadline(date(2024, 12, 30), 5, "wd", calendar=CALENDAR).provisional
    assert not deadline(date(2024, 12, 31), 2, "wd", calendar=CALENDAR).provisional


@pytest.mark.parametrize(
    ("start", "expected"),
    [(date(2027, 4, 30), date(2027, 5, 3)), (date(2027, 9, 30), date(2027, 10, 4))],
)
def test_an_unconfirmed_year_knows_weekends_and_the_fixed_holidays(start, expected):
    assert last_day(start, 1, "wd") == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime.fromisoformat("2026-11-24T23:59"), date(2026, 11, 25)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), date(2026, 11, 25)),
    ],
)
def test_a_moment_counts_as_its_day_in_shanghai(moment, expected):
    assert last_day(moment, 1, "wd") == expected


@pytest.mark.parametrize(("length", "unit"), [(-1, "wd"), (1, "weeks")])
def test_a_limit_that_makes_no_sense_is_refused(length, unit):
    with pytest.raises(ValueError):
        deadline(date(2026, 11, 24), length, unit, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 11, 24), 3),
        (date(2026, 11, 27), 0),
        (date(2026, 11, 28), -1),
        (date(2026, 11, 30), -1),
        (date(2026, 12, 1), -2),
    ],
)
def test_working_days_left_are_told_and_lateness_too(today, left):
    friday = date(2026, 11, 27)
    assert workdays.working_days_left(friday, today, calendar=CALENDAR) == left


def test_the_last_day_lasts_until_midnight_and_the_office_closes_before():
    day = date(2026, 11, 27)
    midnight = datetime(2026, 11, 28, tzinfo=SHANGHAI)
    assert workdays.due_at(day) == midnight - timedelta(microseconds=1)
    assert workdays.office_closes_at(day) == datetime(2026, 11, 27, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture
def no_source():
    before = workdays._source
    workdays.use(lambda: CALENDAR)
    yield
    workdays.use(before)


def test_the_installed_calendar_is_asked_when_none_is_handed_over(no_source):
    assert workdays.calendar() is CALENDAR
    assert workdays.add_working_days(date(2026, 9, 30), 1).last_day == date(2026, 10, 8)
    assert workdays.next_working_day(date(2026, 10, 1)) == date(2026, 10, 8)
    assert workdays.working_days_left(date(2026, 10, 8), date(2026, 9, 30)) == 1


@given(days, st.integers(1, 60))
def test_as_many_working_days_lie_after_the_start_as_were_asked_for(start, length):
    end = last_day(start, length, "wd")
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(CALENDAR.works, between)) == length
    assert CALENDAR.works(end)


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_limits_of_working_days_add_up(start, first, second):
    begin = last_day(start, 0, "wd")
    assert last_day(last_day(begin, first, "wd"), second, "wd") == last_day(
        begin, first + second, "wd"
    )


@given(days, st.integers(0, 90))
def test_calendar_days_end_on_the_first_working_day_not_before_the_count(start, length):
    end, counted = last_day(start, length, "cd"), start + timedelta(days=length)
    skipped = [counted + timedelta(days=n) for n in range((end - counted).days)]
    assert CALENDAR.works(end)
    assert not any(map(CALENDAR.works, skipped))


@given(days, st.integers(1, 60))
def test_as_many_days_are_left_as_were_given(start, length):
    end = last_day(start, length, "wd")
    assert workdays.working_days_left(end, start, calendar=CALENDAR) == length
