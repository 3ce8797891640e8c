"""The only reader of the time.

Everything that needs "now" asks here. On PostgreSQL the database's clock answers
(``clock_timestamp()``), so that several machines never disagree; SQLite has no other clock than
the host's. Test and demo settings may shift it by a stored offset; production never does.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

SHANGHAI = ZoneInfo("Asia/Shanghai")
UTC = ZoneInfo("UTC")

_offset_reader: Callable[[], timedelta] | None = None


def register_offset(reader: Callable[[], timedelta]) -> None:
    """Let an app that owns a table say how far the clock is shifted (demo and tests only)."""
    global _offset_reader
    _offset_reader = reader


def now() -> datetime:
    """The present moment, aware, in Asia/Shanghai."""
    moment = _database_now() if connection.vendor == "postgresql" else datetime.now(SHANGHAI)
    if settings.CLOCK_MAY_SHIFT and _offset_reader is not None:
        moment += _offset_reader()
    return moment.astimezone(SHANGHAI)


def today() -> date:
    """The present day in Asia/Shanghai."""
    return now().date()


def _database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
