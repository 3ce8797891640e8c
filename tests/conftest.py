"""Fixtures that every test may ask for."""

import os
import secrets
import shutil
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.harness import databases
from tests.harness.report import NotRun

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.harness.browser import Eyes
    from tests.harness.elastic import SearchServer
    from tests.harness.site import PortalSite
    from tests.harness.together import Act

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
    """Stop it again, and remove this process's folder of data."""
    if not hasattr(config, "workerinput"):
        databases.stop_server()
    if not os.environ.get("TEST_DATA"):
        shutil.rmtree(os.environ["WUSHE_DATA"], ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would flush the database; mark those that need a browser or a server."""
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        if FLUSHING & names or (marker and marker.kwargs.get("transaction")):
            raise pytest.UsageError(
                f"{item.nodeid} would flush the history; ask for the fixture committed instead."
            )
        for fixture, mark in (("eyes", "browser"), ("elasticsearch", "elasticsearch")):
            if fixture in names:
                item.add_marker(mark)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, None]:
    """Keep a picture of the page when a browser test fails."""
    outcome = yield
    page = getattr(item, "funcargs", {}).get("page")
    is_open = hasattr(page, "is_closed") and not page.is_closed()
    if is_open and outcome.get_result().failed and call.when == "call":
        from tests.harness.browser import save_picture

        save_picture(page, Path("var") / "failures" / f"{item.name}.png")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """This process's own copy of the migrated database."""
    from django.conf import settings
    from django.db import connections

    with django_db_blocker.unblock(), databases.clone(_name()) as found:
        settings.DATABASES["default"].update(found)
        connections["default"].settings_dict.update(found)
        yield
        connections["default"].close()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A database of this test's own, with real commits: what threads write is seen by all."""
    from tests.harness.site import models_on

    with (
        django_db_blocker.unblock(),
        databases.clone(_name()) as settings,
        models_on(settings),
    ):
        yield


@pytest.fixture
def together(committed: None) -> "Callable[..., list[str]]":
    """Lets acts begin at the same moment.

    Gives one word per act, sorted: "done", or the codes of its refusal. Any other error fails.
    """
    from tests.harness.together import results

    def run(*acts: "Act") -> list[str]:
        found = results(acts)
        return sorted(",".join(sorted(r)) if isinstance(r, frozenset) else "done" for r in found)

    return run


@pytest.fixture
def portal_site(django_db_setup: None, django_db_blocker) -> "Iterator[PortalSite]":
    """A real portal for this test alone, web server and worker; the models use its database."""
    from tests.harness.site import running

    with django_db_blocker.unblock(), running(_name()) as site:
        yield site


@pytest.fixture(scope="module")
def demo_site(django_db_setup: None, django_db_blocker) -> "Iterator[PortalSite]":
    """A real portal with a small demo city, shared by a module's tests."""
    from tests.harness.site import running

    with django_db_blocker.unblock(), running(_name(), demo=True) as site:
        yield site


@pytest.fixture(scope="session")
def eyes() -> "Iterator[Eyes]":
    """The run's browser."""
    from tests.harness import browser

    try:
        browser.executable()
    except browser.NoBrowser as error:
        pytest.skip(str(error))
    with browser.opened() as found:
        yield found


@pytest.fixture
def page(eyes: "Eyes") -> "Iterator[Page]":
    """A desktop page of the run's browser, signed out."""
    with eyes.page() as found:
        yield found


@pytest.fixture(scope="session")
def elasticsearch() -> "Iterator[SearchServer]":
    """A real search server for the run; skipped by name where Java or Maven are missing."""
    from tests.harness import elastic

    try:
        elastic.requirements()
    except elastic.NoSearchServer as error:
        pytest.skip(str(error))
    with elastic.running() as server:
        yield server


def _name() -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"wushe_{worker}_{secrets.token_hex(4)}"


@pytest.fixture
def in_chinese(settings: Any) -> Iterator[None]:
    """For tests that quote the Chinese words of a page, in whichever language the run is."""
    from django.utils import translation

    settings.LANGUAGE_CODE = "zh-hans"
    with translation.override("zh-hans"):
        yield
