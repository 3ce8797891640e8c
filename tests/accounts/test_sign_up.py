"""Signing up by phone or by e-mail."""

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.audit.models import Event
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
SIGN_UP, CODE_PAGE = "/accounts/signup/", "/accounts/login/code/confirm/"


def give(client: Client, **fields: str):
    return client.post(SIGN_UP, {"phone": "", "email": "", "password1": "", "name": ""} | fields)


def test_a_phone_and_a_code_open_an_account(client: Client, outbox: list[make.Sent]) -> None:
    answer = give(client, phone="138 0013-8000", name="李华")
    assert (answer.status_code, answer.url) == (302, CODE_PAGE)
    assert [(sent.to, sent.kind) for sent in outbox] == [("13800138000", "code")]
    answer = client.post(CODE_PAGE, {"code": outbox[-1].code})
    assert (answer.status_code, answer.url) == (302, "/my/")
    user = User.objects.get(phone="13800138000")
    assert (user.phone_verified, user.email, user.name) == (True, None, "李华")
    assert not user.has_usable_password()
    assert client.get("/accounts/").status_code == 200
    assert Event.objects.filter(action="account.signed_up", actor=f"user:{user.pk}").exists()


def test_an_e_mail_and_a_code_open_an_account(client: Client, outbox: list[make.Sent]) -> None:
    answer = give(client, email="Li.Hua@Example.cn")
    assert (answer.status_code, answer.url) == (302, CODE_PAGE)
    assert [sent.to for sent in outbox] == ["li.hua@example.cn"]
    assert client.post(CODE_PAGE, {"code": outbox[-1].code}).url == "/my/"
    user = User.objects.get(email="li.hua@example.cn")
    assert user.phone is None
    assert user.emailaddress_set.get().verified


def test_a_password_is_kept_once_the_code_came_back(
    client: Client, outbox: list[make.Sent]
) -> None:
    give(client, email="li@example.cn", password1=make.PASSWORD)
    client.post(CODE_PAGE, {"code": outbox[-1].code})
    client.logout()
    answer = client.post("/accounts/login/", {"login": "li@example.cn", "password": make.PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/my/")


def test_the_account_is_closed_until_the_code_came_back(
    client: Client, outbox: list[make.Sent]
) -> None:
    give(client, phone="13800138000", password1=make.PASSWORD)
    other = Client()
    answer = other.post("/accounts/login/", {"login": "13800138000", "password": make.PASSWORD})
    assert (answer.status_code, answer.url) == (302, CODE_PAGE)
    assert other.get("/my/").status_code == 302


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, {"phone": ["one_of_both"]}),
        ({"phone": "1380013800"}, {"phone": ["phone_too_short"]}),
        ({"phone": "138001380000"}, {"phone": ["phone_too_long"]}),
        ({"phone": "0477-8590120"}, {"phone": ["phone_landline"]}),
        ({"phone": "1280013800"}, {"phone": ["phone_start", "phone_too_short"]}),
        ({"phone": "手机"}, {"phone": ["phone_not_digits"]}),
        ({"email": "li@"}, {"email": ["invalid"]}),
        (
            {"phone": "139", "email": "li@", "password1": "123"},
            {"phone": ["phone_too_short"], "email": ["invalid"], "password1": None},
        ),
    ],
)
def test_everything_wrong_is_said_at_once_and_nothing_is_lost(
    client: Client, given: dict[str, str], codes: dict[str, list[str] | None]
) -> None:
    answer = give(client, name="李华", **given)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert form.errors.keys() == codes.keys()
    for field, expected in codes.items():
        if expected is not None:
            assert [error.code for error in form.errors.as_data()[field]] == expected
    page = answer.content.decode()
    assert 'value="李华"' in page
    assert all(f'value="{value}"' in page for key, value in given.items() if key != "password1")
    assert User.objects.filter(name="李华").count() == 0


@pytest.mark.parametrize("address", [{"phone": "13800138000"}, {"email": "li@example.cn"}])
def test_nobody_learns_whether_an_address_has_an_account(
    address: dict[str, str], outbox: list[make.Sent]
) -> None:
    answers = []
    for known in (False, True):
        if known:
            User.objects.all().delete()
            make.user(**address)
        client = Client()
        first = give(client, **address)
        page = client.get(CODE_PAGE)
        wrong = client.post(CODE_PAGE, {"code": "000000"})
        answers.append(
            (
                first.status_code,
                first.url,
                plain(page),
                plain(wrong),
                len(outbox),
                User.objects.count(),
            )
        )
        outbox.clear()
    assert answers[0] == answers[1]


def test_the_owner_of_a_taken_address_is_told(client: Client, outbox: list[make.Sent]) -> None:
    make.user(phone="13800138000")
    give(client, phone="13800138000")
    assert [(sent.to, sent.kind, sent.code) for sent in outbox] == [("13800138000", "notice", "")]


def test_a_phone_of_somebody_else_beside_an_own_e_mail_tells_nothing(
    client: Client, outbox: list[make.Sent]
) -> None:
    owner = make.user(phone="13800138000")
    give(client, phone="13800138000", email="li@example.cn")
    assert client.post(CODE_PAGE, {"code": outbox[-1].code}).url == "/my/"
    assert User.objects.get(email="li@example.cn").phone is None
    owner.refresh_from_db()
    assert owner.phone == "13800138000"


def test_a_claim_that_was_never_proved_stands_in_nobodys_way(
    client: Client, outbox: list[make.Sent]
) -> None:
    give(Client(), phone="13800138000", password1="An-Attackers-2026")
    give(client, phone="13800138000", password1=make.PASSWORD)
    client.post(CODE_PAGE, {"code": outbox[-1].code})
    user = User.objects.get(phone="13800138000")
    assert user.check_password(make.PASSWORD)


def test_a_password_set_before_anybody_proved_the_address_dies_when_its_owner_comes(
    client: Client, outbox: list[make.Sent]
) -> None:
    give(Client(), phone="13800138000", password1="An-Attackers-2026")
    client.post("/accounts/login/code/", {"login": "13800138000"})
    assert client.post(CODE_PAGE, {"code": outbox[-1].code}).url == "/my/"
    assert not User.objects.get(phone="13800138000").has_usable_password()


def test_a_gateway_that_is_down_is_said_and_breaks_nothing(client: Client, settings) -> None:
    settings.SMS_GATEWAY = "tests.factories.accounts.BrokenBox"
    answer = client.post(SIGN_UP, {"phone": "13800138000"}, follow=True)
    assert answer.status_code == 200
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def plain(answer) -> str:
    """A page without what differs anyway."""
    import re

    return re.sub(r'value="[A-Za-z0-9]{64}"', "", answer.content.decode())
