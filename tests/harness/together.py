"""Acts that begin at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from portal.core.reasons import Refused

Act = Callable[[], Any]


def results(acts: Sequence[Act]) -> list[Any]:
    """What each act gave, in their order; a refusal as the set of its codes. Other errors fail."""
    gate = Barrier(len(acts))

    def one(act: Act) -> Any:
        try:
            connections["default"].ensure_connection()
            gate.wait(30)
            return act()
        except Refused as refused:
            return refused.codes
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
