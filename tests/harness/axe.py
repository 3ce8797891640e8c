"""Accessibility, judged by axe in a real page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route

from tests.harness.paths import ROOT

SOURCE = ROOT / "portal" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
PAGES = re.compile(r"^(?!.*/static/)")
RUN = """tags => axe
  .run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
  .then(found => found.violations.map(v =>
    v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ')).join(' | ')))"""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands, one line per rule."""
    if not page.evaluate("() => typeof axe !== 'undefined'"):
        page.evaluate(SOURCE.read_text(encoding="utf-8") + "; 0")
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window; 0 is right."""
    wide: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return max(0, wide)


@contextmanager
def without_script(page: Page) -> Iterator[Page]:
    """Show pages as they are when scripts are off, yet let axe itself run.

    axe never returns in a page with JavaScript off, so the same HTML is served without its scripts,
    with a policy that forbids others, and with the contents of <noscript> laid open.
    """

    def answer(route: Route) -> None:
        if route.request.resource_type != "document":
            route.continue_()
            return
        response = route.fetch(max_redirects=0, max_retries=3)
        headers: dict[str, Any] = dict(response.headers)
        policy = headers.get("content-security-policy", "")
        headers["content-security-policy"] = policy.replace(
            "script-src 'self'", "script-src 'none'"
        )
        if "text/html" not in headers.get("content-type", ""):
            route.fulfill(response=response)
            return
        body = SCRIPT.sub("", response.text())
        body = body.replace("<noscript>", "").replace("</noscript>", "")
        route.fulfill(response=response, headers=headers, body=body)

    page.route(PAGES, answer)
    try:
        yield page
    finally:
        page.unroute(PAGES, answer)
