"""Writers on SQLite: whoever waits comes next, and gives up only when patience ends."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError

from portal.core.sqlite.base import DatabaseWrapper
from portal.settings import env


@pytest.fixture
def opened(tmp_path: Path, django_db_blocker) -> Iterator:
    """Gives connections to one small database; each waits for so many seconds."""
    made: list[DatabaseWrapper] = []

    def connect(patience: float = 20) -> DatabaseWrapper:
        settings = env.sqlite(tmp_path / "small.sqlite3")
        options = settings["OPTIONS"] | {"timeout": patience}
        given = dict.fromkeys(("TIME_ZONE", "USER", "PASSWORD", "HOST", "PORT"))
        rest = {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True}
        made.append(DatabaseWrapper({**settings, "OPTIONS": options, **given, **rest}, "small"))
        made[-1].inc_thread_sharing()
        made[-1].ensure_connection()
        return made[-1]

    with django_db_blocker.unblock():
        yield connect
        for connection in made:
            connection.close()


def begin(connection: DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(connection: DatabaseWrapper) -> None:
    connection.rollback()
    connection.set_autocommit(True)


def test_a_writer_waits_until_the_other_is_done(opened) -> None:
    one, other = opened(), opened()
    begin(one)
    thread = threading.Thread(target=begin, args=[other])
    thread.start()
    thread.join(0.1)
    assert thread.is_alive()
    end(one)
    thread.join(10)
    assert not thread.is_alive()
    assert not other.get_autocommit()
    end(other)


def test_a_writer_whose_patience_ends_is_told(opened) -> None:
    one, other = opened(), opened(patience=0.1)
    begin(one)
    with pytest.raises(OperationalError, match="locked"):
        begin(other)
    end(one)


def test_other_writes_keep_their_patience(opened) -> None:
    one = opened(patience=3)
    begin(one)
    end(one)
    with one.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (3000,)
