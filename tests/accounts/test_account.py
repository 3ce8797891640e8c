"""A person's own account, sessions and the demo people."""

from datetime import timedelta

import pytest
from django.test import Client

from portal.accounts import operations, queries, sessions
from portal.accounts.models import User
from portal.core import clock
from tests.factories import accounts as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/109.0.0.0 Safari/537.36"


def by_code(address: str, outbox: list[make.Sent]) -> Client:
    client = Client(headers={"user-agent": CHROME})
    client.post("/accounts/login/code/", {"login": address})
    client.post("/accounts/login/code/confirm/", {"code": outbox[-1].code})
    return client


def later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment = clock.now() + timedelta(**by)
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.mark.parametrize("name", ["resident", "owner", "clerk", "section_head"])
def test_the_account_shows_posts_and_sessions(name: str) -> None:
    answer = client_of(name).get("/accounts/")
    assert answer.status_code == 200
    assert len(answer.context["posts"]) == person(name).posts.count()


def test_a_name_is_changed(outbox: list[make.Sent]) -> None:
    user = make.user(phone="13800138000", name="")
    client = by_code("13800138000", outbox)
    assert client.post("/accounts/name/", {"name": ""}).status_code == 200
    assert client.post("/accounts/name/", {"name": " 李  华 "}).url == "/accounts/"
    user.refresh_from_db()
    assert user.name == "李 华"


def test_a_name_stands_in_for_a_number_only_shortened() -> None:
    assert make.user(phone="13800138000", name="").get_full_name() == "138****8000"
    assert make.user(email="lihua@example.cn", name="").get_full_name() == "l***@example.cn"


def test_a_new_phone_counts_once_its_code_came_back(outbox: list[make.Sent]) -> None:
    user = make.user(phone="13800138000")
    client = by_code("13800138000", outbox)
    answer = client.post("/accounts/phone/change/", {"phone": "13900139000"})
    assert answer.url == "/accounts/phone/verify/"
    user.refresh_from_db()
    assert user.phone == "13800138000"
    assert outbox[-1].to == "13900139000"
    client.post("/accounts/phone/verify/", {"code": outbox[-1].code})
    user.refresh_from_db()
    assert (user.phone, user.phone_verified) == ("13900139000", True)
    assert (outbox[-1].to, outbox[-1].code) == ("13800138000", "")


def test_a_phone_that_somebody_else_proved_stays_theirs(outbox: list[make.Sent]) -> None:
    make.user(phone="13900139000")
    user = make.user(phone="13800138000")
    client = by_code("13800138000", outbox)
    client.post("/accounts/phone/change/", {"phone": "13900139000"})
    answer = client.post("/accounts/phone/verify/", {"code": outbox[-1].code})
    assert answer.status_code == 200
    user.refresh_from_db()
    assert user.phone == "13800138000"


def test_a_new_e_mail_counts_once_its_code_came_back(outbox: list[make.Sent]) -> None:
    user = make.user(phone="13800138000")
    client = by_code("13800138000", outbox)
    assert client.post("/accounts/email/", {"email": "li@"}).status_code == 200
    answer = client.post("/accounts/email/", {"email": "LI@example.cn"})
    assert answer.url == "/accounts/email/code/"
    code = next(sent.code for sent in reversed(outbox) if sent.to == "li@example.cn")
    assert client.post("/accounts/email/code/", {"code": "abc"}).status_code == 200
    assert client.post("/accounts/email/code/", {"code": code}).url == "/accounts/"
    user.refresh_from_db()
    assert (user.email, queries.email_is_proven(user)) == ("li@example.cn", True)
    assert by_code("li@example.cn", outbox).get("/accounts/").status_code == 200


def test_an_e_mail_that_somebody_else_proved_stays_theirs(outbox: list[make.Sent]) -> None:
    make.user(email="li@example.cn")
    user = make.user(phone="13800138000")
    client = by_code("13800138000", outbox)
    client.post("/accounts/email/", {"email": "li@example.cn"})
    answer = client.post("/accounts/email/code/", {"code": outbox[-1].code}, follow=True)
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]
    user.refresh_from_db()
    assert user.email is None


@pytest.mark.parametrize(
    "address", ["/accounts/email/", "/accounts/phone/change/", "/accounts/password/"]
)
def test_after_five_minutes_one_shows_again_who_one_is(
    address: str, outbox: list[make.Sent], monkeypatch: pytest.MonkeyPatch
) -> None:
    make.user(phone="13800138000")
    client = by_code("13800138000", outbox)
    later(monkeypatch, minutes=6)
    given = {"email": "li@example.cn", "phone": "13900139000", "password": "Another-Long-2026"}
    answer = client.post(address, given)
    assert answer.url.startswith("/accounts/reauthenticate/code/")
    assert client.get(answer.url).status_code == 200
    sent = client.post(answer.url, {"send": "1"})
    assert sent.status_code == 200
    code = outbox[-1].code
    assert outbox[-1].to == "13800138000"
    done = client.post(answer.url, {"code": code})
    assert done.status_code == 302
    assert client.get("/accounts/email/").status_code == 200


def test_a_password_is_asked_again_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    make.user(phone="13800138000", password=make.PASSWORD)
    client = Client()
    given = {"login": "13800138000", "password": make.PASSWORD}
    client.post("/accounts/login/", given)
    later(monkeypatch, minutes=6)
    answer = client.get("/accounts/email/")
    assert answer.url.startswith("/accounts/reauthenticate/?")
    page = client.post(answer.url, {"password": "wrong"})
    assert page.status_code == 200
    assert client.post(answer.url, {"password": make.PASSWORD}).url == "/accounts/email/"
    assert client.get("/accounts/email/").status_code == 200


@pytest.mark.parametrize(
    ("name", "by", "still"),
    [
        ("clerk", {"minutes": 29}, True),
        ("clerk", {"minutes": 31}, False),
        ("owner", {"minutes": 119}, True),
        ("owner", {"minutes": 121}, False),
    ],
)
def test_an_idle_session_ends(
    name: str, by: dict[str, float], still: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(name)
    assert client.get("/accounts/").status_code == 200
    later(monkeypatch, **by)
    assert (client.get("/accounts/").status_code == 200) is still


@pytest.mark.parametrize(("name", "hours"), [("clerk", 12), ("owner", 14 * 24)])
def test_a_session_ends_after_its_longest_time(
    name: str, hours: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(name)
    client.get("/accounts/")
    start = clock.now()
    session = client.session
    session[sessions.SEEN_AT] = int((start + timedelta(hours=hours)).timestamp())
    session.save()
    later(monkeypatch, hours=hours, minutes=1)
    assert client.get("/accounts/").status_code == 302


def test_other_devices_are_listed_and_signed_out(outbox: list[make.Sent]) -> None:
    user = make.user(phone="13800138000")
    here, there = by_code("13800138000", outbox), by_code("13800138000", outbox)
    devices = here.get("/accounts/").context["devices"]
    assert [device.current for device in devices] == [True, False]
    assert "Chrome 109" in devices[0].words
    here.post("/accounts/sessions/end/", {"session": str(devices[1].pk)})
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200
    third = by_code("13800138000", outbox)
    here.post("/accounts/sessions/end/", {"all": "1"})
    assert (third.get("/accounts/").status_code, here.get("/accounts/").status_code) == (302, 200)
    for key in ("x", "²", "9" * 40, ""):
        assert here.post("/accounts/sessions/end/", {"session": key}).status_code == 404
    assert user.is_active


def test_a_session_of_somebody_else_cannot_be_ended(outbox: list[make.Sent]) -> None:
    make.user(phone="13800138000")
    theirs = by_code("13800138000", outbox)
    pk = theirs.get("/accounts/").context["devices"][0].pk
    assert client_of("owner").post("/accounts/sessions/end/", {"session": pk}).status_code == 404
    assert theirs.get("/accounts/").status_code == 200


def test_all_sessions_end_when_an_operation_says_so() -> None:
    client = client_of("owner")
    operations.end_sessions(user=person("owner"), by=None, reason="recovery")
    assert client.get("/accounts/").status_code == 302


def demo_user(name: str = "clerk") -> User:
    user = person(name)
    user.is_demo = True
    user.save()
    return user


def test_one_click_signs_in_as_a_demo_person() -> None:
    user, client = demo_user(), Client()
    page = client.get("/accounts/login/").content.decode()
    assert f'name="account" value="{user.email}"' in page
    assert client.post("/accounts/demo/", {"account": user.email}).url == "/work/"
    assert client.get("/work/").status_code == 200


def test_a_demo_person_comes_in_by_a_code_as_well(outbox: list[make.Sent]) -> None:
    user = demo_user("owner")
    assert by_code(user.email or "", outbox).get("/accounts/").status_code == 200


def test_demo_sign_in_is_only_for_demo_people() -> None:
    user = person("clerk")
    for account in (user.email, "", "nobody@example.cn", "\0"):
        assert Client().post("/accounts/demo/", {"account": account}).status_code == 404
    assert Client().get("/accounts/demo/").status_code == 405


def test_outside_demo_mode_there_are_no_demo_people(settings) -> None:
    user = demo_user()
    inside = Client()
    inside.post("/accounts/demo/", {"account": user.email})
    settings.DEMO = False
    assert inside.get("/work/").status_code == 302
    client = Client()
    assert client.post("/accounts/demo/", {"account": user.email}).status_code == 404
    given = {"login": user.email, "password": make.PASSWORD}
    client.post("/accounts/login/", given)
    assert client.get("/work/").status_code == 302
    assert queries.demo_people() == []
