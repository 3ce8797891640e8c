"""The round of the worker, and the loop that repeats it."""

import logging
import time
from collections.abc import Callable, Sequence

from django.db import Error, InterfaceError, OperationalError, close_old_connections, connections

from portal.audit import consumers, sealer
from portal.audit import operations as audit
from portal.files import operations as files
from portal.notifications import sending
from portal.workflow import due
from portal.workflow.worker import leases, pause, pruning, tasks

logger = logging.getLogger(__name__)
PAUSE = 0.5
LONGEST_PAUSE = 10.0

Duty = Callable[[], object]
ALWAYS: tuple[Duty, ...] = (sealer.seal_newest, consumers.drain, sending.send_due)
SOMETIMES: list[tuple[float, Duty]] = [
    (5.0, due.run),
    (60.0, files.rescan),
    (60.0, audit.check_chain_when_due),
    (600.0, pruning.prune),
]


def register(every: float, duty: Duty) -> None:
    """Let an app above have a duty done every so many seconds, from its ``ready()``."""
    SOMETIMES.append((every, duty))


def tick(worker: str = "", queues: Sequence[str] = ()) -> int:
    """One whole round: recover, tasks, seal, consumers, messages, due steps, prune.

    Returns how much was done; 0 means that all is quiet. Tests call this too.
    """
    done = leases.recover() + tasks.run_ready(worker or leases.worker_name(), queues)
    return done + _do([*ALWAYS, *(duty for _, duty in SOMETIMES)])


class Loop:
    """Repeats the round until it is asked to stop; a busy or absent database only makes it wait.

    A worker of the queue "slow" alone runs tasks and nothing else, so that a long import never
    keeps a message waiting.
    """

    def __init__(self, queues: Sequence[str]) -> None:
        self.queues = tuple(queues)
        self.name = leases.worker_name()
        self._only_tasks = self.queues == ("slow",)
        self._next = dict.fromkeys((duty for _, duty in SOMETIMES), 0.0)

    def run(self) -> None:
        """The loop itself."""
        failures = 0
        while not pause.wanted():
            close_old_connections()
            try:
                done, failures = self._round(), 0
            except (OperationalError, InterfaceError) as error:
                failures += 1
                logger.warning("the database is busy or away: %s", error)
                _forget_connections()
                done = 0
            if not done:
                pause.wait(min(PAUSE * 2**failures, LONGEST_PAUSE) if failures else PAUSE)

    def _round(self) -> int:
        done = leases.recover() + tasks.run_ready(self.name, self.queues)
        if self._only_tasks or pause.wanted():
            return done
        return done + _do([*ALWAYS, *self._whose_time_has_come()])

    def _whose_time_has_come(self) -> list[Duty]:
        moment = time.monotonic()
        ready = [(every, duty) for every, duty in SOMETIMES if self._next[duty] <= moment]
        for every, duty in ready:
            self._next[duty] = moment + every
        return [duty for _, duty in ready]


def _do(duties: Sequence[Duty]) -> int:
    """Do each; a fault of one is logged and stops no other, a busy database stops the round."""
    done = 0
    for duty in duties:
        try:
            found = duty()
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("%s failed", getattr(duty, "__qualname__", duty))
        else:
            done += found if isinstance(found, int) else 0
    return done


def _forget_connections() -> None:
    for connection in connections.all(initialized_only=True):
        try:
            connection.close()
        except Error:
            connection.connection = None
