"""Error pages: in our words, with a number, and without the database when it is away."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from portal.site.views import errors
from tests.people import client_of


def answer_to(error: Exception) -> tuple[int, str, dict[str, str]]:
    try:
        raise error
    except type(error):
        response = errors.server_error(RequestFactory().get("/x/"))
    return response.status_code, response.content.decode(), dict(response.headers)


def test_an_unexpected_error_has_a_number() -> None:
    status, page, _ = answer_to(ValueError("no"))
    assert status == 500
    assert "12345" in page


def test_a_database_that_does_not_answer_is_a_503_with_a_time() -> None:
    status, page, headers = answer_to(OperationalError("connection refused"))
    assert (status, headers["Retry-After"]) == (503, "30")
    assert "12345" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/no-such-page/", "/organisations/999999999/", "/org/1/x/"])
def test_a_page_that_does_not_exist_says_so_and_offers_the_search(
    client: Client, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'action="/search/"' in answer.content.decode()


@pytest.mark.django_db
def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe-inline" not in policy
    assert "'unsafe-inline'" in client.get("/cms/").headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["%00", "%0%000", "in_check%00"])
def test_a_nul_in_a_question_is_left_out_before_any_view_reads_it(state):
    page = client_of("clerk").get(f"/work/?state={state}&workflow={state}&channel={state}")
    assert page.status_code == 200
