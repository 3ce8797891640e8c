"""Content: what every portal begins with, and who may write it."""

import pytest
from django.test import Client

from portal.audit import consumers, sealer
from portal.pages.models import GuidePage, HomePage, NoticePage
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
TEXTS = ("about", "help", "accessibility", "privacy")


def test_every_portal_begins_with_its_pages(client: Client) -> None:
    assert HomePage.objects.count() == 1
    assert GuidePage.objects.live().count() >= 5
    assert NoticePage.objects.live().count() >= 2
    for address in ("/", "/guides/", "/notices/", *(f"/{slug}/" for slug in TEXTS)):
        assert client.get(address).status_code == 200, address


def test_a_guide_answers_the_fixed_questions(client: Client) -> None:
    guide = GuidePage.objects.get(slug="claim")
    page = client.get(guide.url).content.decode()
    for words in (guide.who, guide.result, guide.promised_time, guide.counter, guide.remedy):
        assert words in page
    assert all(line in page for line in guide.basis_lines + guide.condition_lines)


def test_english_readers_are_told_when_a_text_is_chinese_only(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get("/guides/claim/").content.decode()
    assert "Claim your organisation" in page and "This page is in Chinese." in page
    assert "This page is in Chinese." not in client.get("/about/").content.decode()


def test_an_editor_writes_in_the_cms_and_nobody_else_gets_in() -> None:
    editor = client_of("editor")
    person("clerk")
    sealer.seal()
    consumers.drain()
    from portal.pages import editors

    editors.follow([])
    home = HomePage.objects.get()
    assert editor.get("/cms/").status_code == 200
    assert editor.get(f"/cms/pages/{home.pk}/edit/").status_code == 200
    for kind in ("clerk", "owner", "administrator"):
        assert client_of(kind).get(f"/cms/pages/{home.pk}/edit/").status_code == 404, kind


def test_the_home_page_asks_the_database_little_and_the_same_at_any_size(
    client: Client, django_assert_max_num_queries, settings
) -> None:
    settings.CLOCK_MAY_SHIFT = False  # as in production; demo and tests read an offset as well
    client.get("/")
    with django_assert_max_num_queries(10):
        client.get("/")


def test_public_pages_stay_small(client: Client) -> None:
    for address in ("/", "/guides/claim/", "/organisations/", "/search/?q=社工"):
        assert len(client.get(address).content) < 60_000, address
