"""A passkey, made and used in a real browser with a virtual key."""

import pytest
from playwright.sync_api import Page, expect

from portal.site.demo.city import PASSWORD
from tests.harness.browser import press
from tests.harness.site import PortalSite

pytestmark = pytest.mark.browser
CLERK = "dengji@demo.wushe"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_password(page: Page, site: PortalSite) -> None:
    page.goto(f"{site.url}/accounts/login/")
    page.fill("[name=login]", CLERK)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.press("[name=password]", "Enter")


def sign_out(page: Page, site: PortalSite) -> None:
    page.goto(f"{site.url}/accounts/logout/")
    press(page, "main form button")


def test_an_official_makes_a_passkey_and_signs_in_with_it(
    page: Page, demo_site: PortalSite
) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    give_password(page, demo_site)
    assert "/accounts/second-factor/" in page.url
    press(page, 'a[href$="/2fa/webauthn/add/"]')
    page.click("#passkey-add")
    page.wait_for_url("**/recovery-codes/")
    expect(page.locator(".code-grid li")).to_have_count(24)
    page.goto(f"{demo_site.url}/work/")
    expect(page).to_have_url(f"{demo_site.url}/work/")

    sign_out(page, demo_site)
    page.goto(f"{demo_site.url}/accounts/login/")
    page.click("#passkey-login")
    page.wait_for_url("**/work/")

    sign_out(page, demo_site)
    give_password(page, demo_site)
    assert "/2fa/authenticate/" in page.url
    page.click("#passkey-authenticate")
    page.wait_for_url("**/work/")
