"""Signing in by password or by a code, and the limits to guessing."""

import time

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.factories import accounts as make
from tests.people import person

pytestmark = pytest.mark.django_db
LOGIN, ASK, CODE_PAGE = "/accounts/login/", "/accounts/login/code/", "/accounts/login/code/confirm/"


def signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("login", ["13800138000", "+86 138-0013-8000", "１３８００１３８０００"])
def test_a_phone_and_its_password_open(client: Client, login: str) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    answer = client.post(LOGIN, {"login": login, "password": make.PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/my/")
    assert signed_in(client)


def test_an_e_mail_and_its_password_open(client: Client) -> None:
    make.user(email="li@example.cn", password=make.PASSWORD)
    answer = client.post(LOGIN, {"login": "LI@example.cn ", "password": make.PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/my/")


@pytest.mark.parametrize("login", ["13800138000", "li@example.cn"])
def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client, login: str) -> None:
    make.user(phone="13900139000", password=make.PASSWORD)
    unknown = client.post(LOGIN, {"login": login, "password": "wrong-password"})
    known = client.post(LOGIN, {"login": "13900139000", "password": "wrong-password"})
    assert unknown.status_code == known.status_code == 200
    assert unknown.context["form"].non_field_errors() == known.context["form"].non_field_errors()
    assert f'value="{login}"' in unknown.content.decode()


def test_an_address_that_is_none_says_what_is_wrong(client: Client) -> None:
    answer = client.post(LOGIN, {"login": "1380013800", "password": ""})
    found = answer.context["form"].errors.as_data()
    assert [error.code for error in found["login"]] == ["phone_too_short"]
    assert [error.code for error in found["password"]] == ["required"]


def test_five_wrong_passwords_lock_this_address_only(client: Client) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    make.user(phone="13900139000", password=make.PASSWORD)
    for _ in range(5):
        client.post(LOGIN, {"login": "13800138000", "password": "wrong-password"})
    locked = client.post(LOGIN, {"login": "13800138000", "password": make.PASSWORD})
    codes = [error.code for error in locked.context["form"].errors.as_data()["__all__"]]
    assert codes == ["too_many_login_attempts"]
    free = Client().post(LOGIN, {"login": "13900139000", "password": make.PASSWORD})
    assert free.status_code == 302


def test_a_code_opens_once(client: Client, outbox: list[make.Sent]) -> None:
    make.user(phone="13800138000")
    client.post(ASK, {"login": "13800138000"})
    code = outbox[-1].code
    assert client.post(CODE_PAGE, {"code": f" {code[:3]} {code[3:]}"}).url == "/my/"
    client.logout()
    again = client.post(CODE_PAGE, {"code": code})
    assert (again.status_code, again.url) == (302, ASK)
    client.post(ASK, {"login": "13800138000"})
    if outbox[-1].code != code:
        assert client.post(CODE_PAGE, {"code": code}).status_code == 200
    assert not signed_in(client)


def test_a_code_dies_after_ten_minutes(
    client: Client, outbox: list[make.Sent], monkeypatch: pytest.MonkeyPatch
) -> None:
    make.user(phone="13800138000")
    client.post(ASK, {"login": "13800138000"})
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 601)
    answer = client.post(CODE_PAGE, {"code": outbox[-1].code})
    assert (answer.status_code, answer.url) == (302, ASK)
    assert not signed_in(client)


def test_a_code_can_be_sent_again_and_the_old_one_is_dead(
    client: Client, outbox: list[make.Sent]
) -> None:
    make.user(email="li@example.cn")
    client.post(ASK, {"login": "li@example.cn"})
    first = outbox[-1].code
    client.post(CODE_PAGE, {"action": "resend"})
    second = outbox[-1].code
    if first != second:
        assert client.post(CODE_PAGE, {"code": first}).status_code == 200
    assert client.post(CODE_PAGE, {"code": second}).url == "/my/"


def test_the_sixth_guess_is_refused_and_the_address_locked(
    client: Client, outbox: list[make.Sent]
) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    client.post(ASK, {"login": "13800138000"})
    for _ in range(4):
        assert client.post(CODE_PAGE, {"code": wrong(outbox)}).status_code == 200
    fifth = client.post(CODE_PAGE, {"code": wrong(outbox)})
    assert (fifth.status_code, fifth.url) == (302, ASK)
    sixth = client.post(CODE_PAGE, {"code": outbox[-1].code}, follow=True)
    assert sixth.status_code == 200
    assert [message.level_tag for message in sixth.context["messages"]] == ["error"]
    assert not signed_in(client)
    locked = client.post(ASK, {"login": "138 0013 8000"})
    codes = [error.code for error in locked.context["form"].errors.as_data()["login"]]
    assert codes == ["code_locked"]
    password = client.post(LOGIN, {"login": "13800138000", "password": make.PASSWORD})
    assert password.status_code == 302


def test_guesses_in_several_browsers_count_together(outbox: list[make.Sent]) -> None:
    make.user(phone="13800138000")
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        browser.post(ASK, {"login": "13800138000"})
    codes = {sent.code for sent in outbox}
    bad = next(str(n).zfill(6) for n in range(10) if str(n).zfill(6) not in codes)
    for browser in browsers[:2]:
        for _ in range(3):
            browser.post(CODE_PAGE, {"code": bad})
    last = browsers[2].post(CODE_PAGE, {"code": outbox[-1].code})
    found = last.context["form"].errors.as_data()["code"]
    assert [error.code for error in found] == ["code_locked"]


@pytest.mark.parametrize("address", [{"phone": "13800138000"}, {"email": "li@example.cn"}])
def test_asking_for_a_code_tells_nobody_whether_there_is_an_account(
    address: dict[str, str], outbox: list[make.Sent]
) -> None:
    answers = []
    for known in (False, True):
        if known:
            make.user(**address)
        client = Client()
        answer = client.post(ASK, {"login": next(iter(address.values()))})
        wrong_code = client.post(CODE_PAGE, {"code": "000000"})
        errors = wrong_code.context["form"].errors.as_data()
        answers.append((answer.status_code, answer.url, [e.code for e in errors["code"]]))
    assert answers[0] == answers[1]
    assert len(outbox) == 2


def test_too_many_codes_to_one_address_are_refused(client: Client, outbox: list[make.Sent]) -> None:
    for _ in range(5):
        Client().post(ASK, {"login": "13800138000"})
    answer = client.post(ASK, {"login": "13800138000"})
    codes = [error.code for error in answer.context["form"].errors.as_data()["login"]]
    assert (codes, len(outbox)) == (["too_many_codes"], 5)


def test_a_forgotten_password_is_set_anew_after_a_code(
    client: Client, outbox: list[make.Sent]
) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    answer = client.post("/accounts/password/reset/", {"login": "13800138000"})
    page = client.get(answer.url)
    assert 'name="next" value="/accounts/password/"' in page.content.decode()
    given = {"code": outbox[-1].code, "next": "/accounts/password/"}
    assert client.post(CODE_PAGE, given).url == "/accounts/password/"
    client.post("/accounts/password/", {"password": "Another-Long-2026"})
    assert User.objects.get(phone="13800138000").check_password("Another-Long-2026")
    assert signed_in(client)


def test_a_weak_new_password_is_refused_with_all_reasons(
    client: Client, outbox: list[make.Sent]
) -> None:
    make.user(phone="13800138000")
    client.post(ASK, {"login": "13800138000"})
    client.post(CODE_PAGE, {"code": outbox[-1].code})
    answer = client.post("/accounts/password/", {"password": "123"})
    codes = {error.code for error in answer.context["form"].errors.as_data()["password"]}
    assert codes == {"password_too_short", "password_too_common", "password_entirely_numeric"}


def test_a_closed_account_opens_nothing(client: Client, outbox: list[make.Sent]) -> None:
    user = make.user(phone="13800138000", password=make.PASSWORD)
    User.objects.filter(pk=user.pk).update(is_active=False)
    answer = client.post(LOGIN, {"login": "13800138000", "password": make.PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert not signed_in(client)


def test_the_way_goes_on_to_where_one_wanted(client: Client) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    wanted = client.get("/accounts/name/")
    assert wanted.url == "/accounts/login/?next=%2Faccounts%2Fname%2F"
    given = {"login": "13800138000", "password": make.PASSWORD}
    assert client.post(LOGIN, given | {"next": "/accounts/name/"}).url == "/accounts/name/"
    client.logout()
    assert client.post(LOGIN, given | {"next": "https://evil.example/"}).url == "/my/"


@pytest.mark.parametrize("address", ["/cms/login/", "/cms/password_reset/", "/_util/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_doors_of_the_cms_lead_to_ours(client: Client, address: str, method: str) -> None:
    editor = person("editor")
    given = {"username": editor.username, "password": make.PASSWORD, "email": editor.email or ""}
    answer = getattr(client, method)(address, given)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/")
    assert "_auth_user_id" not in client.session


def test_every_page_of_sign_in_answers(client: Client) -> None:
    for address in ("login/", "signup/", "login/code/", "password/reset/", "inactive/"):
        assert client.get(f"/accounts/{address}").status_code == 200, address
    for address in (
        "password/reset/done/",
        "password/reset/key/1-abc/",
        "confirm-email/x/",
        "sessions/",
        "2fa/",
        "2fa/webauthn/",
        "password/set/",
        "phone/change/",
        "phone/verify/",
        "2fa/authenticate/",
        "reauthenticate/",
        "login/code/confirm/",
    ):
        assert client.get(f"/accounts/{address}").status_code == 302, address


def wrong(outbox: list[make.Sent]) -> str:
    """A code that is not the last one sent."""
    return "000000" if outbox[-1].code != "000000" else "111111"
