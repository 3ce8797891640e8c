"""What a visitor reaches by following links, the CMS's pages too: no dead link, nothing for axe."""

from contextlib import contextmanager, nullcontext

import pytest

from portal.site import look
from tests.harness import axe, browser, crawl

STARTS = ["/", "/search/?q=%E7%A4%BE%E5%B7%A5", "/organisations/", "/components/"]
MODES = ("desktop", "phone", "elderly", "no script")


@pytest.mark.slow
def test_a_visitor_meets_no_dead_link_and_no_barrier(eyes, demo_site):
    wrong, paths = {}, []
    for mode in MODES:
        with opened(eyes, demo_site, mode) as page:
            for path in visits(page, demo_site, paths):
                faults = axe.violations(page)
                if wide := axe.sideways(page):
                    faults.append(f"{wide} px wider than the window")
                if faults:
                    wrong[mode, path] = faults
    assert len(paths) > 15
    assert wrong == {}


def visits(page, site, known):
    """Walk by links the first time and remember the way; go the same way again later."""
    if known:
        for path in known:
            page.goto(site.url + path)
            yield path
        return
    for path in crawl.pages(page, site.url, STARTS):
        known.append(path)
        yield path


@contextmanager
def opened(eyes, site, mode):
    """A page in one of the modes."""
    width = browser.PHONE if mode == "phone" else browser.DESKTOP
    with eyes.page(width) as page:
        if mode == "elderly":
            cookie = {"name": look.ELDERLY, "value": "1", "url": site.url}
            page.context.add_cookies([cookie])
        with axe.without_script(page) if mode == "no script" else nullcontext():
            yield page
