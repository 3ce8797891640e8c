"""Proof on screen: supervisors search and export the history, everybody sees the checkpoints."""

import json

import pytest
from django.test import Client

from portal.audit import operations as audit
from portal.audit import verifier
from tests.factories import joining
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def number() -> str:
    case = joining.claim(joining.organisation(), person("resident")).case
    assert case is not None
    audit.check_chain()
    return case.number


def test_everybody_sees_the_published_ends_of_the_chain(number: str, client: Client) -> None:
    check = audit.check_chain()
    assert check is not None
    assert check.hash in client.get("/history/checkpoints/").content.decode()


def test_only_supervisors_see_the_history(number: str) -> None:
    for kind in ("owner", "clerk", "section_head", "administrator"):
        assert client_of(kind).get("/history/").status_code == 404, kind
    page = client_of("supervisor").get("/history/", {"q": number})
    assert {event.case for event in page.context["page"]} == {number}


def test_a_supervisor_exports_a_case_that_the_verifier_accepts(number: str) -> None:
    answer = client_of("supervisor").get(f"/history/export/{number}/")
    assert list(verifier.faults(json.loads(answer.content))) == []
    assert client_of("supervisor").get("/history/export/RL-0/").status_code == 404


def test_a_check_now_notes_its_result(number: str) -> None:
    client = client_of("supervisor")
    assert client.get("/history/check/").status_code == 405
    assert client.post("/history/check/").headers["Location"] == "/history/"
    assert client.get("/history/").context["check"].fault == ""
