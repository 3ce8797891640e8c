"""The only reader of the time.

Everything that needs "now" asks here. On PostgreSQL the database's clock answers
(``clock_timestamp()``), so that several machines never disagree; SQLite has no other clock than
the host's. Test and demo settings may shift it by a stored offset; production never does.

The day of a request is the day on which it began: the moment it began is asked for once, so that
a list of fifty rows does not ask the database fifty times. ``now`` is always read anew.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import local
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")

_offset_reader: Callable[[], timedelta] | None = None
_request = local()


def register_offset(reader: Callable[[], timedelta]) -> None:
    """Let an app that owns a table say how far the clock is shifted (demo and tests only)."""
    global _offset_reader
    _offset_reader = reader


def now() -> datetime:
    """The present moment, aware, in Asia/Shanghai."""
    moment = _database_now() if connection.vendor == "postgresql" else datetime.now(SHANGHAI)
    if settings.CLOCK_MAY_SHIFT and _offset_reader is not None:
        moment += _once("offset", _offset_reader)
    return moment.astimezone(SHANGHAI)


def today() -> date:
    """The present day in Asia/Shanghai; within a request, the day on which it began."""
    return day(began())


def day(moment: date | datetime) -> date:
    """The day of a moment in Asia/Shanghai; a date is its own, a time without offset is local.

    The database gives moments in UTC: their own ``date()`` is yesterday until eight in the morning.
    """
    if not isinstance(moment, datetime):
        return moment
    return moment.date() if moment.tzinfo is None else moment.astimezone(SHANGHAI).date()


def began() -> datetime:
    """The moment in which the request began; outside a request the present moment."""
    moment: datetime = _once("moment", now)
    return moment


def _once(name: str, read: Callable[[], Any]) -> Any:
    """Within a request the first answer stands; elsewhere it is read each time."""
    known: dict[str, Any] | None = getattr(_request, "known", None)
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    return known[name]


def begin_request(**_: Any) -> None:
    """From here on this thread's day stands still."""
    _request.known = {}


def end_request(**_: Any) -> None:
    """The day is read anew again."""
    _request.known = None


request_started.connect(begin_request, dispatch_uid="portal.core.clock")
request_finished.connect(end_request, dispatch_uid="portal.core.clock")


def _database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
