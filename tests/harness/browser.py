"""A real browser: the system's Chromium, else the one from npm."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, sync_playwright

from tests.harness.paths import cache

SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FROM_NPM = "@sparticuz/chromium@147.0.0"
DESKTOP, PHONE = 1280, 320
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--lang=zh-CN"]
PATIENCE_MS = 15_000


class NoBrowser(RuntimeError):
    """Neither the system nor npm gave a browser."""


def executable() -> str:
    """The path of a Chromium; NoBrowser when there is none."""
    for name in SYSTEM:
        if found := shutil.which(name):
            return found
    try:
        return _from_npm()
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoBrowser(f"no Chromium on this machine and none from npm ({error})") from error


def _from_npm() -> str:
    folder = cache() / "chromium"
    if not (folder / "node_modules").exists():
        folder.mkdir(exist_ok=True)
        subprocess.run(
            ["npm", "install", "--no-save", "--no-audit", "--no-fund", FROM_NPM],
            cwd=folder,
            check=True,
            capture_output=True,
        )
    program = (
        "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(console.log)"
    )
    done = subprocess.run(
        ["node", "-e", program], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip().splitlines()[-1]


class Eyes:
    """One browser for the whole run, with contexts that are used again."""

    def __init__(self, playwright: Playwright) -> None:
        self.browser: Browser = playwright.chromium.launch(
            executable_path=executable(), args=ARGUMENTS
        )
        self.contexts: dict[tuple[int, bool], BrowserContext] = {}

    def context(self, width: int = DESKTOP, *, script: bool = True) -> BrowserContext:
        """A context of this width, with scripts or without; its cookies are gone."""
        key = (width, script)
        if key not in self.contexts:
            self.contexts[key] = self.browser.new_context(
                viewport={"width": width, "height": 900},
                java_script_enabled=script,
                locale="en-GB" if os.environ.get("TEST_LANGUAGE") == "en" else "zh-CN",
            )
            self.contexts[key].set_default_timeout(PATIENCE_MS)
        self.contexts[key].clear_cookies()
        return self.contexts[key]

    @contextmanager
    def page(self, width: int = DESKTOP, *, script: bool = True) -> Iterator[Page]:
        """A page that must neither fail in script nor ask anybody but the site."""
        page = self.context(width, script=script).new_page()
        complaints = watch(page)
        try:
            yield page
        finally:
            page.close()
        assert complaints == [], complaints


def watch(page: Page) -> list[str]:
    """A list that fills with script errors, policy violations and requests to other hosts."""
    complaints: list[str] = []

    def on_console(message: Any) -> None:
        expected = "Failed to load resource", "script-src 'none'"
        if message.type == "error" and not any(words in message.text for words in expected):
            complaints.append(f"console: {message.text}")

    def on_request(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname not in ("localhost", "127.0.0.1"):
            complaints.append(f"foreign request: {request.url}")

    page.on("console", on_console)
    page.on("request", on_request)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    return complaints


@contextmanager
def opened() -> Iterator[Eyes]:
    """Open the browser for a run."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        eyes = Eyes(playwright)
        yield eyes
        eyes.browser.close()


def press(page: Page, what: str | Locator) -> str:
    """Press a button or link that leads to a page; gives what that page says, read to its end.

    A click alone returns when the next page has begun to come: on a busy machine its fields are
    not there yet, and whoever counts them finds none.
    """
    with page.expect_navigation():
        (page.locator(what).first if isinstance(what, str) else what).click()
    return page.inner_text("main")


def until(page: Page, words: str, selector: str = "main", seconds: float = 90) -> str:
    """Reload until the worker has done its part and the words stand there; gives what it says."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if words in page.inner_text(selector):
            return page.inner_text("main")
        page.wait_for_timeout(250)
        page.reload()
    raise AssertionError(f"{words} never came on {page.url}: {page.inner_text('main')[:900]}")


def sign_in(page: Page, site_url: str, email: str) -> None:
    """Sign in through the demo button of this account, as a visitor does."""
    page.goto(f"{site_url}/accounts/login/")
    press(page, f'form:has(input[name="account"][value="{email}"]) button')
    assert "/login" not in urlsplit(page.url).path, f"{email} was not signed in"


def save_picture(page: Page, path: Path) -> None:
    """Save the whole page as a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(path), full_page=True)
