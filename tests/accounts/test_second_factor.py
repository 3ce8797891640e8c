"""The second factor of officials."""

import pytest
from django.db import transaction
from django.test import Client

from portal.accounts import officials, queries
from portal.accounts.models import User
from portal.audit.models import Event
from portal.core.reasons import Refused
from tests.factories import accounts as make
from tests.people import client_of, person

pytestmark = pytest.mark.django_db
LOGIN, FACTOR = "/accounts/login/", "/accounts/2fa/authenticate/"


def official(name: str = "clerk") -> User:
    user = person(name)
    user.emailaddress_set.update_or_create(
        email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


def sign_in(user: User, **fields: str) -> Client:
    client = Client()
    client.post(LOGIN, {"login": user.email or "", "password": make.PASSWORD} | fields)
    return client


def test_an_official_without_a_factor_reaches_nothing_but_the_page_that_asks_for_one() -> None:
    client = sign_in(official())
    for address in ("/work/", "/my/", "/accounts/", "/accounts/password/"):
        answer = client.get(address)
        assert answer.url == f"/accounts/second-factor/?next={address.replace('/', '%2F')}"
    assert client.get("/accounts/second-factor/").status_code == 200


def test_an_app_is_set_up_and_counts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "on_commit", lambda act: act())
    client = sign_in(official())
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": make.app_code(secret)})
    assert answer.url == "/accounts/2fa/recovery-codes/"
    assert client.get("/work/").status_code == 200
    codes = client.get("/accounts/2fa/recovery-codes/")
    assert len(codes.context["unused_codes"]) == 24
    again = client.get("/accounts/2fa/recovery-codes/")
    assert set(again.context["unused_codes"]) == {"****"}
    assert Event.objects.filter(action="account.factor_added").count() >= 1


def test_secrets_are_not_stored_in_the_clear() -> None:
    user = official()
    secret = make.app_for(user)
    stored = user.authenticator_set.get().data["secret"]
    assert secret not in stored


def test_an_app_opens_the_second_door_and_a_code_only_once() -> None:
    user = official()
    secret = make.app_for(user)
    client = sign_in(user)
    assert client.get("/work/").status_code == 302
    code = make.app_code(secret)
    assert client.post(FACTOR, {"code": code}).url == "/work/"
    assert client.get("/work/").status_code == 200
    second = sign_in(user)
    assert second.post(FACTOR, {"code": code}).status_code == 200
    assert second.get("/work/").status_code == 302


def test_printed_codes_alone_are_a_second_factor_and_each_opens_once() -> None:
    user = official()
    codes = make.printed_codes(user)
    client = sign_in(user)
    assert client.get(FACTOR).status_code == 200
    typed = f"{codes[3][:4]} {codes[3][4:]}"
    assert client.post(FACTOR, {"code": typed}).url == "/work/"
    assert client.get("/work/").status_code == 200
    second = sign_in(user)
    assert second.post(FACTOR, {"code": codes[3]}).status_code == 200
    assert second.post(FACTOR, {"code": codes[4]}).url == "/work/"


def test_six_wrong_codes_lock_the_second_door() -> None:
    user = official()
    secret = make.app_for(user)
    client = sign_in(user)
    for _ in range(5):
        client.post(FACTOR, {"code": "000000"})
    answer = client.post(FACTOR, {"code": make.app_code(secret)})
    codes = [error.code for error in answer.context["form"].errors.as_data()["code"]]
    assert codes == ["too_many_login_attempts"]


def test_a_second_factor_given_for_one_account_does_not_serve_another() -> None:
    clerk, head = official(), official("section_head")
    secret = make.app_for(clerk)
    client = sign_in(clerk)
    client.post(FACTOR, {"code": make.app_code(secret)})
    client.force_login(head)
    assert client.get("/work/").url.startswith("/accounts/second-factor/")


def test_the_cms_is_behind_the_second_factor_and_only_for_editors() -> None:
    editor = official("editor")
    client = sign_in(editor)
    assert client.get("/cms/").url == "/accounts/second-factor/?next=%2Fcms%2F"
    make.printed_codes(editor)
    assert client_of("owner").get("/cms/").status_code == 404
    assert Client().get("/cms/pages/").url == "/accounts/login/?next=%2Fcms%2Fpages%2F"


def test_an_official_keeps_one_strong_factor() -> None:
    user = official()
    make.app_for(user)
    client = client_of("clerk")
    session = client.session
    session["proven_at"] = 9_999_999_999
    session.save()
    client.post("/accounts/2fa/totp/deactivate/")
    assert queries.factors(user).app


def test_a_keeper_prints_codes_for_a_colleague(outbox: list[make.Sent]) -> None:
    user = official()
    post = user.posts.get()
    client = client_of("section_head")
    assert client.get(f"/work/posts/{post.pk}/codes/").status_code == 200
    sheet = client.post(f"/work/posts/{post.pk}/codes/")
    codes = sheet.context["codes"]
    assert (len(codes), sheet["Cache-Control"].count("no-store")) == (24, 1)
    assert sign_in(user).post(FACTOR, {"code": codes[0]}).url == "/work/"
    event = Event.objects.get(action="account.codes_issued")
    assert (event.actor, event.subject) == (
        f"user:{person('section_head').pk}",
        f"accounts.user:{user.pk}",
    )
    assert codes[0] not in event.data
    assert [sent.kind for sent in outbox if sent.to == user.email] == ["notice"]


def test_a_new_sheet_makes_the_old_one_worthless() -> None:
    user, head = official(), person("section_head")
    old = officials.issue_codes(by=head, post=user.posts.get())
    new = officials.issue_codes(by=head, post=user.posts.get())
    assert not set(old) & set(new)
    client = sign_in(user)
    assert client.post(FACTOR, {"code": old[0]}).status_code == 200


@pytest.mark.parametrize(
    ("by", "code"),
    [("clerk", "not_your_body"), ("administrator", "not_your_body"), ("owner", "not_your_body")],
)
def test_only_a_keeper_of_the_same_body_prints_codes(by: str, code: str) -> None:
    post = official().posts.get()
    with pytest.raises(Refused) as refused:
        officials.issue_codes(by=person(by), post=post)
    assert refused.value.codes == {code}
    assert not queries.factors(post.user)


def test_nobody_prints_codes_for_themselves() -> None:
    head = person("section_head")
    with pytest.raises(Refused) as refused:
        officials.issue_codes(by=head, post=head.posts.get())
    assert refused.value.codes == {"not_yourself"}


def test_the_page_names_the_colleague_who_prints_codes() -> None:
    head = person("section_head")
    client = sign_in(official())
    page = client.get("/accounts/second-factor/")
    assert [keeper.pk for keeper in page.context["keepers"]] == [head.pk]
