"""Walk through a site as a visitor would: follow links, one page of each kind."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page, Response

# A link inside a picture has no plain href: SVG answers with an object.
LINKS = """() => [...document.querySelectorAll('a[href]')]
    .map(a => new URL(a.getAttribute('href'), document.baseURI).href)"""
FOREIGN = ("/cms/", "/static/", "/media/", "/documents/", "/admin/")
ONCE = "wagtail_serve"
MOST = 60


def pages(page: Page, site_url: str, starts: list[str]) -> Iterator[str]:
    """Open one page of each address name (each CMS page on its own) and yield its path.

    The page stands open while the caller looks at it.
    """
    waiting, seen = list(starts), set[str]()
    for path in waiting:
        kind = _kind(path)
        if kind in seen or len(seen) >= MOST:
            continue
        seen.add(kind)
        answer = _open(page, site_url + path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        assert answer.status < 400, f"{path} answers {answer.status}"
        waiting += [_path(link) for link in page.evaluate(LINKS) if link.startswith(site_url)]
        yield path


def _open(page: Page, address: str) -> Response | None:
    """The answer, or None when the address hands out a file."""
    try:
        return page.goto(address)
    except Error as error:
        if "Download is starting" in error.message:
            return None
        raise


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _kind(path: str) -> str:
    """The address's name; for pages of the CMS the path itself."""
    plain = path.partition("?")[0]
    if plain.startswith(FOREIGN):
        return FOREIGN[0]
    try:
        name = resolve(plain).url_name or plain
    except Resolver404:
        return plain
    return plain if name == ONCE else name
