"""Fixtures that every test may ask for."""

import os
import secrets
from collections.abc import Iterator

import pytest

from tests.harness import databases
from tests.harness.report import NotRun

pytest_plugins: list[str] = []
FLUSHING = {"transactional_db", "live_server", "django_db_serialized_rollback"}


def pytest_configure(config: pytest.Config) -> None:
    """Start what all processes of the run share; the workers inherit it."""
    config.pluginmanager.register(NotRun(config), "not_run")
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    from portal.core import catalogue

    catalogue.compile_all()
    databases.start_server()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it again."""
    if not hasattr(config, "workerinput"):
        databases.stop_server()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would flush the database: the history cannot be flushed."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        flushes = bool(marker and marker.kwargs.get("transaction"))
        if flushes or FLUSHING & set(getattr(item, "fixturenames", ())):
            raise pytest.UsageError(
                f"{item.nodeid} would flush the history; ask for the fixture portal_site instead."
            )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """This process's own copy of the migrated database."""
    from django.conf import settings
    from django.db import connections

    name = f"wushe_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{secrets.token_hex(4)}"
    with django_db_blocker.unblock(), databases.clone(name) as found:
        settings.DATABASES["default"].update(found)
        connections["default"].settings_dict.update(found)
        yield
        connections["default"].close()
