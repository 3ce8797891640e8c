"""Walking through the portal in a browser as different people, in turns."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from tests import people
from tests.harness.browser import press, sign_in
from tests.harness.site import PortalSite


class Walk:
    """One browser page that different people of ``tests.people`` use in turn."""

    def __init__(self, site: PortalSite, page: Page) -> None:
        self.site, self.page = site, page
        self.who: str | None = None

    def go(self, address: str, who: str | None = "") -> Page:
        """Open an address as somebody: "" as before, None without an account."""
        if who is None or (who and who != self.who):
            self.page.context.clear_cookies()
            if who:
                sign_in(self.page, self.site.url, may_sign_in(people.person(who)))
            self.who = who
        answer = self.page.goto(self.site.url + address)
        assert answer is not None and answer.status == 200, f"{address} {who}: {answer}"
        assert "/login" not in self.page.url, f"{who} is signed out and cannot see {address}"
        return self.page

    def press(self, selector: str) -> str:
        """Press the first such button or link and give what the page then says."""
        return press(self.page, selector)

    def unfold(self, selector: str) -> None:
        """Open a part of the page that is folded up."""
        self.page.locator(f"{selector} > summary").first.click()

    def act(self, name: str) -> str:
        """Press the button of an act of a case page."""
        return self.press(f'main button[name="act"][value="{name}"]')

    def choose(self, name: str, value: str) -> None:
        """Tick a box or a radio button."""
        self.page.locator(f'input[name="{name}"][value="{value}"]').check(force=True)

    def attach(self, name: str, file: Any) -> None:
        """Put an uploaded file of the factories into a field."""
        kind = getattr(file, "content_type", "") or "application/octet-stream"
        given = {"name": file.name, "mimeType": kind, "buffer": file.read()}
        self.page.set_input_files(f'input[name="{name}"]', [given])

    def says(self, *words: str) -> str:
        """What the page says; every one of the words stands there."""
        text = self.page.inner_text("main")
        missing = [one for one in words if one not in text]
        assert not missing, f"{missing} not on {self.page.url}: {text[:1500]}"
        return text

    def wait(self, *, days: float = 0, until: datetime | None = None) -> None:
        """Let time pass on the portal's clock: days, or until five minutes after a moment.

        Whoever was signed in has to sign in again, except after less than an hour.
        """
        by = timedelta(days=days)
        if until is not None:
            by = until - clock.now() + timedelta(minutes=5)
        audit.shift_clock(by=by)
        if by > timedelta(hours=1):
            self.who = None

    def status(self, address: str) -> int:
        """With which status an address answers the person who is signed in now."""
        return self.page.request.get(self.site.url + address).status


def in_spring() -> None:
    """Begin on a second of March, so that no journey of weeks crosses the end of a year."""
    year = clock.today().year + 1
    audit.shift_clock(by=datetime(year, 3, 2, 10, tzinfo=clock.SHANGHAI) - clock.now())


def may_sign_in(user: User) -> str:
    """Let somebody sign in with a demo button; returns their address."""
    User.objects.filter(pk=user.pk).update(is_demo=True)
    assert user.email
    return user.email


def move_to(moment: datetime) -> None:
    """Move the test clock to a moment."""
    audit.shift_clock(by=moment - clock.now())


def until(asked: Callable[[], Any], seconds: float = 60) -> Any:
    """Wait until the worker has done its part: what ``asked`` gives, once it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := asked():
            return found
        time.sleep(0.2)
    raise AssertionError(f"The worker never did it: {asked()!r}")
