"""How a worker that was asked to stop lets a long task end at its next chunk."""

import threading

_stop = threading.Event()


class Interrupted(Exception):
    """The worker stops: the task goes back into the queue and resumes from its saved position."""


def ask_to_stop() -> None:
    """Called by the signal handler."""
    _stop.set()


def wanted() -> bool:
    """Whether the worker was asked to stop."""
    return _stop.is_set()


def wait(seconds: float) -> None:
    """Sleep, but wake at once when the worker is asked to stop."""
    _stop.wait(seconds)


def check() -> None:
    """For tasks, between two chunks: raises Interrupted when the worker was asked to stop."""
    if wanted():
        raise Interrupted
