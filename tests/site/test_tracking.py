"""Following a case with number and code: who sees what, for how long, and guessing."""

import pytest
from django.test import Client

from portal.audit.models import ClockOffset
from portal.organisations.claims import operations as claims
from portal.organisations.claims.models import Claim
from portal.workflow import guesses, queries
from tests.factories import joining
from tests.people import client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_in() -> tuple[Claim, str]:
    resident = person("resident")
    return claims.submit(draft=joining.draft(joining.organisation(), resident), by=resident)


def ask(client: Client, number: str, code: str):
    return client.post("/cases/", {"number": number, "code": code})


def test_number_and_code_open_the_case_however_they_are_typed(handed_in) -> None:
    claim, code = handed_in
    number = claim.case.number
    typed = f" {code[:4].lower()}-{code[4:]} "
    client = Client()
    answer = ask(client, f" {number.lower()} ", typed)
    assert answer.headers["Location"] == f"/cases/{number}/"
    page = client.get(f"/cases/{number}/")
    assert page.status_code == 200
    assert [step.state for step in page.context["path"]] == ["now", "later"]
    assert claim.phone not in page.content.decode()


def test_without_the_code_the_case_is_not_there(handed_in) -> None:
    claim, _code = handed_in
    number = claim.case.number
    missing = Client().get("/cases/RL-20200101-9999/")
    closed = Client().get(f"/cases/{number}/")
    assert (missing.status_code, closed.status_code) == (404, 404)


def test_a_wrong_number_and_a_wrong_code_get_the_same_words(handed_in) -> None:
    claim, code = handed_in
    wrong_code = ask(Client(), claim.case.number, "AAAAAAAA")
    wrong_number = ask(Client(), "RL-20200101-9999", code)
    errors = [answer.context["form"].non_field_errors() for answer in (wrong_code, wrong_number)]
    assert errors[0] == errors[1] and len(errors[0]) == 1
    assert claim.case.number in wrong_code.content.decode(), "what was typed is kept"


def test_the_sixth_guess_is_not_even_looked_at(handed_in) -> None:
    claim, code = handed_in
    for _ in range(guesses.ALLOWED):
        assert ask(Client(), claim.case.number, "AAAAAAAA").status_code == 200
    locked = ask(Client(), claim.case.number, code)
    assert locked.status_code == 200
    assert len(locked.context["form"].non_field_errors()) == 1
    ClockOffset.objects.create(seconds=16 * 60)
    assert ask(Client(), claim.case.number, code).status_code == 302


def test_the_page_closes_after_fifteen_minutes(handed_in) -> None:
    claim, code = handed_in
    client = Client()
    ask(client, claim.case.number, code)
    ClockOffset.objects.create(seconds=16 * 60)
    assert client.get(f"/cases/{claim.case.number}/").status_code == 404


def test_the_timeline_tells_offices_and_no_names(handed_in) -> None:
    claim, _code = handed_in
    claims.refuse(claim=claim, by=person("clerk"), words="证书看不清")
    moments = queries.timeline(claim.case)
    assert str(moments[0].who) == claim.case.holder.name
    assert moments[0].note == "证书看不清"
    assert all("clerk" not in str(m.who) for m in moments)


def test_my_space_shows_my_cases_and_whose_turn_it_is(handed_in) -> None:
    claim, _code = handed_in
    page = client_of("resident").get("/my/")
    assert [row["case"].number for row in page.context["rows"]] == [claim.case.number]
    assert page.context["turn"] is None
    claims.ask_more(claim=claim, by=person("clerk"), words="请补章")
    page = client_of("resident").get("/my/")
    assert page.context["turn"]["case"].number == claim.case.number
    assert client_of("stranger").get("/my/").context["rows"] == []


def test_officials_begin_at_their_work_list(handed_in) -> None:
    assert client_of("clerk").get("/my/").headers["Location"] == "/work/"
    assert client_of("clerk").get("/my/?stay").status_code == 200


def test_an_empty_form_says_what_is_missing() -> None:
    answer = Client().post("/cases/", {})
    assert set(answer.context["form"].errors) == {"number", "code"}
