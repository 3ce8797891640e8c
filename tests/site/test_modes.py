"""The switches of the header: easy reading, text size, contrast, language."""

import re
from collections.abc import Mapping

import pytest
from django.test import Client, RequestFactory

from portal.site import look

pytestmark = pytest.mark.django_db


def root_classes(client: Client) -> set[str]:
    page = client.get("/components/").content.decode()
    found = re.search(r'<html lang="[^"]+" class="([^"]*)"', page)
    assert found
    return set(found[1].split())


def switch(client: Client, path: str, **data: str) -> str:
    response = client.post(path, data)
    assert response.status_code == 302
    return response["Location"]


def test_nobody_begins_with_a_mode(client: Client) -> None:
    assert root_classes(client) == set()


def test_easy_reading_begins_at_24_px_and_ends_again(client: Client) -> None:
    assert switch(client, "/mode/elderly/", on="1", next="/law/?q=1") == "/law/?q=1"
    assert root_classes(client) == {"elderly", "size-24"}
    switch(client, "/mode/elderly/", on="0")
    assert root_classes(client) == set()


@pytest.mark.parametrize("size", look.SIZES)
def test_each_text_size_is_remembered(client: Client, size: str) -> None:
    switch(client, "/mode/elderly/", on="1")
    switch(client, "/mode/size/", size=size)
    assert root_classes(client) == {"elderly", f"size-{size}"}


def test_an_unknown_size_changes_nothing(client: Client) -> None:
    switch(client, "/mode/elderly/", on="1")
    switch(client, "/mode/size/", size="999")
    assert root_classes(client) == {"elderly", "size-24"}


def test_high_contrast_combines_with_easy_reading(client: Client) -> None:
    switch(client, "/mode/contrast/", on="1")
    switch(client, "/mode/elderly/", on="1")
    assert root_classes(client) == {"elderly", "size-24", "contrast"}


@pytest.mark.parametrize(("code", "lang"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_the_language_is_remembered(client: Client, code: str, lang: str) -> None:
    switch(client, "/language/", language=code)
    assert f'<html lang="{lang}"' in client.get("/components/").content.decode()


def test_an_unknown_language_sets_no_cookie(client: Client) -> None:
    switch(client, "/language/", language="xx")
    assert "django_language" not in client.cookies


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:x()",
        "law",
        "",
    ],
)
def test_a_switch_never_leads_off_the_site(client: Client, target: str) -> None:
    assert switch(client, "/mode/elderly/", on="1", next=target) == "/"


@pytest.mark.parametrize("path", ["/mode/elderly/", "/mode/size/", "/mode/contrast/", "/language/"])
def test_a_switch_is_never_a_link(client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


def test_a_switch_needs_the_token_of_its_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/mode/elderly/", {"on": "1"}).status_code == 403
    assert look.ELDERLY not in strict.cookies


@pytest.mark.parametrize(
    "cookies", [{"elderly": "yes"}, {"elderly": "1", "text_size": "<b>"}, {"contrast": "2"}]
)
def test_odd_cookies_count_as_none(cookies: Mapping[str, str]) -> None:
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    assert look.of(request).css in ("", "elderly size-24")


def test_after_a_form_the_way_back_is_the_page_itself(client: Client) -> None:
    page = client.get("/components/?frame=task").content.decode()
    assert 'name="next" value="/components/?frame=task"' in page
