"""Days and moments in words: today, tomorrow, else the date with its weekday.

The year is named only when it is not the present one.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import pgettext, pgettext_lazy

from portal.core import clock

WEEKDAYS = (
    pgettext_lazy("weekday", "Mon"),
    pgettext_lazy("weekday", "Tue"),
    pgettext_lazy("weekday", "Wed"),
    pgettext_lazy("weekday", "Thu"),
    pgettext_lazy("weekday", "Fri"),
    pgettext_lazy("weekday", "Sat"),
    pgettext_lazy("weekday", "Sun"),
)
MONTHS = (
    pgettext_lazy("month", "January"),
    pgettext_lazy("month", "February"),
    pgettext_lazy("month", "March"),
    pgettext_lazy("month", "April"),
    pgettext_lazy("month", "May"),
    pgettext_lazy("month", "June"),
    pgettext_lazy("month", "July"),
    pgettext_lazy("month", "August"),
    pgettext_lazy("month", "September"),
    pgettext_lazy("month", "October"),
    pgettext_lazy("month", "November"),
    pgettext_lazy("month", "December"),
)


def near(value: date | datetime, today: date | None = None) -> str:
    """ "Yesterday", "Today" or "Tomorrow", or an empty string."""
    distance = clock.day(value) - (today or clock.today())
    if distance == timedelta(-1):
        return pgettext("day", "Yesterday")
    if distance == timedelta(0):
        return pgettext("day", "Today")
    return pgettext("day", "Tomorrow") if distance == timedelta(1) else ""


def date_words(value: date | datetime, *, year: bool = True, weekday: bool = False) -> str:
    """A date in words: with or without its year and its weekday."""
    day = clock.day(value)
    parts = {"year": day.year, "month": MONTHS[day.month - 1], "day": day.day}
    if year:
        words = pgettext("date", "%(day)s %(month)s %(year)s") % parts
    else:
        words = pgettext("date", "%(day)s %(month)s") % parts
    if not weekday:
        return words
    return pgettext("date", "%(weekday)s %(date)s") % {
        "date": words,
        "weekday": WEEKDAYS[day.weekday()],
    }


def day_words(value: date | datetime, today: date | None = None) -> str:
    """ "Today", "Tomorrow", else the date with its weekday; the year when it is another one."""
    today = today or clock.today()
    return near(value, today) or date_words(
        value, year=clock.day(value).year != today.year, weekday=True
    )


def clock_words(value: datetime) -> str:
    """The clock time in Asia/Shanghai, such as 9:00."""
    local = value.astimezone(clock.SHANGHAI) if value.tzinfo else value
    return f"{local.hour}:{local.minute:02}"


def moment_words(value: datetime, today: date | None = None) -> str:
    """The day as in ``day_words``, then the clock time."""
    return pgettext("day, clock time", "%(day)s %(time)s") % {
        "day": day_words(value, today),
        "time": clock_words(value),
    }


def this_year() -> int:
    """The present year."""
    return clock.today().year
