"""``make screenshots``: pictures of the demo city for the README, at most 150 KB each."""

import io
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.harness.paths import ROOT

FOLDER = ROOT / "docs" / "screenshots"
LIMIT = 150 * 1024
WIDTH, HEIGHT = 1280, 860


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to photograph, as whom (the role's code; empty: a visitor), at which width.

    ``{programme}`` and ``{publicity}`` stand for the newest programme and the objected page.
    """

    name: str
    path: str
    role: str = ""
    width: int = WIDTH


PICTURES = (
    Picture("home", "/"),
    Picture("directory", "/organisations/"),
    Picture("search", "/search/?q=社工"),
    Picture("sign-in", "/accounts/login/"),
    Picture("my-space", "/my/", "owner"),
    Picture("work-list", "/work/", "registry_clerk"),
    Picture("imports", "/work/imports/", "registry_clerk"),
    Picture("history", "/history/", "supervisor"),
    Picture("incubation", "/incubation/"),
    Picture("publicity", "/publicity/{publicity}/"),
    Picture("round", "/work/programmes/{programme}/round/", "incubation_clerk"),
    Picture("home-phone", "/", width=390),
)


def main() -> int:
    """Start a demo city, photograph it, and say what was written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from tests.harness import browser, databases, site

    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        databases.served(),
        site.running("screenshots", demo=True) as portal,
        browser.opened() as eyes,
    ):
        accounts = _accounts(portal.manage("demo_accounts", "--json"))
        newest = _newest()
        for picture in PICTURES:
            with eyes.page(picture.width) as page:
                if picture.role:
                    browser.sign_in(page, portal.url, accounts[picture.role])
                page.goto(portal.url + picture.path.format(**newest))
                size = _save(page, FOLDER / f"{picture.name}.png")
            print(f"{picture.name}.png {size // 1024} KB", file=sys.stderr, flush=True)
    return 0


def _newest() -> dict[str, int]:
    """The keys that addresses of ``PICTURES`` name."""
    from incubator.programmes.models import Programme
    from portal.workflow.publicity.models import Objection

    return {
        "programme": Programme.objects.latest("pk").pk,
        "publicity": Objection.objects.latest("pk").entry.publicity_id,
    }


def _accounts(told: str) -> dict[str, str]:
    """A demo account of each role, of the banner with the most cases where there is a choice."""
    accounts = sorted(json.loads(told), key=lambda account: "东胜" not in account["body"])
    found: dict[str, str] = {}
    for account in accounts:
        found.setdefault(account["role"], account["email"])
    return found


def _save(page: Page, path: Path) -> int:
    """Save what the window shows, with fewer colours until it is small enough."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": HEIGHT})
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (256, 128, 64, 32):
        picture.quantize(colours).save(path, optimize=True)
        if path.stat().st_size <= LIMIT:
            break
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
