"""Every page, read by axe in four modes: desktop, a small phone, easy reading, without scripts."""

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
ONE_PER_TEMPLATE = [name for name in NAMES if name not in states.AGAIN]


@pytest.fixture(scope="module")
def site(demo_site: PortalSite) -> Iterator[PortalSite]:
    sweep.forget()
    yield demo_site
    sweep.forget()


@contextmanager
def visited(
    eyes: Eyes,
    site: PortalSite,
    stop: Stop,
    *,
    width: int = DESKTOP,
    script: bool = True,
    look: dict[str, str] | None = None,
) -> Iterator[Page]:
    """The page as its visitor sees it; judged by axe on the way out."""
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
            assert axe.violations(page) == []
            assert axe.sideways(page) == 0


@pytest.mark.parametrize("name", NAMES)
def test_on_the_desktop(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name)) as page:
        assert name.startswith("components") or page.locator("h1").count() == 1


@pytest.mark.parametrize("name", ONE_PER_TEMPLATE)
def test_on_a_small_phone(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name), width=PHONE):
        pass


@pytest.mark.parametrize("name", ONE_PER_TEMPLATE)
def test_in_easy_reading(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name), look=EASY) as page:
        size = page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")
        assert size >= 24


@pytest.mark.parametrize("name", NAMES)
def test_without_scripts(eyes: Eyes, site: PortalSite, name: str) -> None:
    with visited(eyes, site, sweep.stop(name), script=False):
        pass


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
