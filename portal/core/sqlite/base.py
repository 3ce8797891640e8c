"""SQLite whose writers take turns.

SQLite itself lets a writer ask again ever more rarely, at last ten times a second, so that whoever
has waited longest is the least likely to come next. Here everybody asks every few milliseconds.
"""

import random
import time

from django.db import OperationalError
from django.db.backends.sqlite3 import base

ASK_AGAIN_SECONDS = (0.002, 0.008)
PATIENCE_SECONDS = 20.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Waits for the write lock at the beginning of a transaction."""

    def _start_transaction_under_autocommit(self) -> None:
        patience = float(self.settings_dict["OPTIONS"].get("timeout", PATIENCE_SECONDS))
        end = time.monotonic() + patience
        self._set_patience(0)
        try:
            while not self._has_begun(give_up=time.monotonic() > end):
                time.sleep(random.uniform(*ASK_AGAIN_SECONDS))  # noqa: S311 - no secret
        finally:
            self._set_patience(patience)

    def _has_begun(self, *, give_up: bool) -> bool:
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except OperationalError as error:
            if give_up or "locked" not in str(error):
                raise
            return False
        return True

    def _set_patience(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")
