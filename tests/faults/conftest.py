"""A database with real commits, and acts that begin at the same moment."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from portal.core.reasons import Refused
from tests.harness import databases
from tests.harness.site import models_on

Act = Callable[[], object]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A database of this test's own; what threads write here is seen by all."""
    name = f"wushe_faults_{secrets.token_hex(4)}"
    with (
        django_db_blocker.unblock(),
        databases.clone(name) as settings,
        models_on(settings),
    ):
        yield


@pytest.fixture
def together(committed: None) -> Callable[..., list[str]]:
    """Lets acts begin at the same moment, each on a connection of its own.

    Gives one word per act, sorted: "done", or the codes of its refusal. Any other error fails.
    """

    def run(*acts: Act) -> list[str]:
        gate = Barrier(len(acts))

        def one(act: Act) -> str:
            try:
                connections["default"].ensure_connection()
                gate.wait(30)
                act()
            except Refused as refused:
                return ",".join(sorted(refused.codes))
            finally:
                connections.close_all()
            return "done"

        with ThreadPoolExecutor(len(acts)) as pool:
            return sorted(pool.map(one, acts))

    return run
