"""Every page, on the desktop, on a small phone, and in easy reading without scripts.

Two visits show all four modes: a window becomes a phone without another load, and whoever needs
large letters may have an old browser too. Every page is seen on the desktop and read by axe on
the phone. Pages are made of the same parts: every third one is seen in easy reading, half of these
are read there, and one in three on the desktop; with TEST_READ=all, as in ``make test-all``, all.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from portal.organisations.imports import working
from tests.harness import axe, matrix
from tests.harness.browser import DESKTOP, PHONE, Eyes
from tests.harness.site import PortalSite
from tests.journeys import states, sweep
from tests.journeys.sweep import Stop

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EASY = {"elderly": "1", "text_size": "24"}
EMPTY = """() => document
  .querySelectorAll('main form :is(textarea, input:is([type=text], [type=date], [type=number]))')
  .forEach(field => { field.value = '' })"""
FORMS = {
    "admission_late",
    "appoint",
    "approval on my turn",
    "base_add",
    "circular_new",
    "claim to complete",
    "desk_instruct",
    "enter_objection",
    "import_upload",
    "law_override",
    "member_invite",
    "name_deputy",
    "object",
    "objection to answer",
    "panel_replace",
    "panel_seat",
    "recovery_start",
    "sign-up",
    "supplier_start",
    "team_found",
    "tie_add",
    "track",
}
NAMES = sweep.names()
READ_ALL = os.environ.get("TEST_READ") == "all"
DESKTOP_TURNS, EASY_TURNS = 3, 6
EASY_NAMES = NAMES if READ_ALL else NAMES[::3]


@pytest.fixture(scope="module")
def site(demo_site: PortalSite) -> Iterator[PortalSite]:
    sweep.forget()
    yield demo_site
    sweep.forget()


def reads(name: str, turns: int) -> bool:
    """Whether axe reads this page in a mode in which one in so many is read."""
    return READ_ALL or NAMES.index(name) % turns == 0


@contextmanager
def visited(
    eyes: Eyes,
    site: PortalSite,
    stop: Stop,
    *,
    width: int = DESKTOP,
    script: bool = True,
    look: dict[str, str] | None = None,
    read: bool = True,
) -> Iterator[Page]:
    """The page as its visitor sees it; judged on the way out, by axe where it is to be read."""
    cookies = dict(look or {})
    if stop.kind != "anonymous":
        cookies["sessionid"] = sweep.cookie(stop.kind)
    with eyes.page(width) as page:
        page.context.add_cookies(
            [{"name": name, "value": value, "url": site.url} for name, value in cookies.items()]
        )
        with nullcontext() if script else axe.without_script(page):
            answer = page.goto(site.url + stop.address)
            assert answer is not None
            assert answer.status == stop.status
            assert "text/html" in answer.headers["content-type"]
            yield page
            assert not read or axe.violations(page) == []
            assert axe.sideways(page) == 0


@pytest.mark.parametrize("name", NAMES)
def test_on_the_desktop_and_on_a_small_phone(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name)) as page:
        assert name.startswith("components") or page.locator("h1").count() == 1
        if name not in states.AGAIN:
            assert not reads(name, DESKTOP_TURNS) or axe.violations(page) == []
            assert axe.sideways(page) == 0
            page.set_viewport_size({"width": PHONE, "height": 800})


@pytest.mark.parametrize("name", EASY_NAMES)
def test_in_easy_reading_and_without_scripts(eyes: Eyes, site: PortalSite, name: str) -> None:
    read, stop = reads(name, EASY_TURNS), sweep.stop(name)
    with visited(eyes, site, stop, look=EASY, script=False, read=read) as page:
        size = page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")
        assert size >= 24


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_form_sent_empty_says_what_to_mend(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name), width=PHONE) as page:
        page.evaluate(EMPTY)
        page.locator("main form button:not([name])").last.click()
        page.locator("#mistakes").wait_for()
        assert page.locator("[aria-invalid=true]").count() >= 1


def test_a_page_that_waits_for_the_worker_renews_itself(eyes: Eyes, site: PortalSite) -> None:
    batch = states.uploaded()
    stop = Stop(reverse("import_detail", args=[batch.pk]), "clerk")
    with visited(eyes, site, stop) as page:
        assert page.locator("[data-watch]").count() == 1
        working.read(batch.pk, between=0)
        page.locator(".your-turn").wait_for()
        assert page.locator("[data-watch]").count() == 0


def test_what_is_left_out_exists() -> None:
    known = {route.name for route in matrix.ours()}
    assert set().union(*sweep.NO_PAGES.values()) - known == set()
