"""Guides and notices among the hits."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.pages.models import HomePage, TextPage
from search import indexing
from search.queries import SearchRequest, search

pytestmark = pytest.mark.django_db


def publish(number: int, **more) -> TextPage:
    page = TextPage(title=f"驼奶节第{number}号安排", slug=f"camel-{number}", **more)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_hit_leads_to_the_page(client: Client) -> None:
    page = publish(1, summary="看赛驼、尝驼奶")
    indexing.rebuild()
    hit = search(SearchRequest("赛驼")).hits[0]
    assert hit.id == str(page.pk)
    assert client.get(hit.url).status_code == 200


def test_english_readers_get_the_english_title(client: Client) -> None:
    publish(1, title_en="Camel milk festival")
    indexing.rebuild()
    client.cookies["django_language"] = "en"
    told = client.get(reverse("search"), {"q": "驼奶节"}).content.decode()
    assert "Camel milk festival" in told
    assert search(SearchRequest("camel milk")).total == 1


def test_many_pages_cost_no_more_queries(client: Client, django_assert_max_num_queries) -> None:
    publish(1)
    indexing.rebuild()
    client.get(reverse("search"), {"q": "驼奶节"})
    with django_assert_max_num_queries(10) as few:
        client.get(reverse("search"), {"q": "驼奶节"})
    for number in range(2, 14):
        publish(number)
    indexing.rebuild()
    with django_assert_max_num_queries(10) as many:
        client.get(reverse("search"), {"q": "驼奶节"})
    assert len(many) == len(few)
