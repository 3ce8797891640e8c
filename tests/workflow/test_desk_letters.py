"""A mistake in a letter is corrected by a new letter; the old one stays and says so."""

import pytest
from django.urls import reverse

from portal.workflow.letters import operations
from portal.workflow.letters.enums import Remedy
from portal.workflow.letters.models import Letter
from tests.factories import joining
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    case = joining.claim(joining.organisation(), person("resident")).case
    words = operations.Words("告知书", "李华", ["甲", "乙"], Remedy.REVIEW)
    return operations.issue(
        kind="notice", words=words, issuer=body("bureau"), case=case, by=person("clerk")
    )


def test_a_correction_is_shown_and_then_issued_with_its_own_number(letter: Letter) -> None:
    clerk, url = client_of("clerk"), reverse("letter_correct", args=[letter.pk])
    assert "甲" in clerk.get(url).content.decode()
    fields = {"title": "告知书", "addressee": "李华", "text": "甲\n\n丙"}
    shown = clerk.post(url, fields)
    assert shown.context["preview"]["paragraphs"] == ["甲", "丙"]
    assert Letter.objects.count() == 1
    assert clerk.post(url, {**fields, "text": ""}).status_code == 422
    assert clerk.post(url, {**fields, "issue": "1"}).status_code == 302
    made = Letter.objects.get(replaces=letter)
    assert made.number != letter.number
    assert (made.paragraphs, made.remedy) == (["甲", "丙"], letter.remedy)
    letter.refresh_from_db()
    assert letter.paragraphs == ["甲", "乙"]
    assert clerk.post(url, {**fields, "issue": "1"}).status_code == 422
    page = clerk.get(reverse("letter", args=[letter.pk])).content.decode()
    assert made.number in page and url not in page


def test_who_issues_no_letters_of_the_office_corrects_none(letter: Letter) -> None:
    url = reverse("letter_correct", args=[letter.pk])
    for name in ("counter_clerk", "other_clerk", "supervisor", "resident"):
        assert client_of(name).get(url).status_code == 404


@pytest.mark.parametrize(
    "name", ["resident", "owner", "expert", "clerk", "leader", "supervisor", "editor"]
)
def test_everybody_has_a_space_of_their_own(name: str) -> None:
    page = client_of(name).get(f"{reverse('my_space')}?stay")
    assert page.status_code == 200
    sees_cases = name in ("clerk", "leader", "supervisor")
    assert bool(page.context["waiting"]) == sees_cases
