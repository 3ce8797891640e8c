"""Every page, as every kind of person, judged by axe: desktop, 320 px, elderly mode, no script."""

import json
from contextlib import contextmanager, nullcontext

import pytest

from portal.site import look
from tests.harness import axe, browser, crawl

ROLES = (
    "visitor",
    "resident",
    "owner",
    "registry_clerk",
    "section_head",
    "counter_clerk",
    "supervisor",
    "law_keeper",
    "administrator",
)
STARTS = ["/", "/search/?q=%E7%A4%BE%E5%B7%A5", "/organisations/", "/components/"]
MODES = ("desktop", "phone", "elderly", "no script")


@pytest.fixture(scope="module")
def accounts(demo_site):
    """The e-mail of one demo person per role; a person without a post is a resident."""
    found = {}
    for account in json.loads(demo_site.manage("demo_accounts", "--json")):
        found.setdefault(account["role"] or "resident", account["email"])
    return found


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_axe_finds_nothing(eyes, demo_site, accounts, role):
    email = accounts.get(role, "")
    assert email or role == "visitor"
    wrong, paths = {}, []
    for mode in MODES:
        with opened(eyes, demo_site, email, mode) as page:
            found = visits(page, demo_site, role, paths)
            for path in found:
                if mode == "desktop":
                    paths.append(path)
                faults = axe.violations(page)
                if wide := axe.sideways(page):
                    faults.append(f"{wide} px wider than the window")
                if faults:
                    wrong[mode, path] = faults
    assert len(paths) > 5
    assert wrong == {}


def visits(page, site, role, known):
    """The pages to judge: those that the first mode found by following links, or a fresh walk."""
    if not known:
        yield from crawl.pages(page, site.url, STARTS if role == "visitor" else ["/my/", "/work/"])
        return
    for path in list(known):
        page.goto(site.url + path)
        yield path


@contextmanager
def opened(eyes, site, email, mode):
    """A signed-in page in one of the modes."""
    width = browser.PHONE if mode == "phone" else browser.DESKTOP
    with eyes.page(width) as page:
        if mode == "elderly":
            cookie = {"name": look.ELDERLY, "value": "1", "url": site.url}
            page.context.add_cookies([cookie])
        if email:
            browser.sign_in(page, site.url, email)
        with axe.without_script(page) if mode == "no script" else nullcontext():
            yield page
