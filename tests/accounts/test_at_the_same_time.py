"""What must hold when several people act at the same moment; real commits, real threads."""

import pytest
from django.test import Client

from portal.accounts import limits, operations
from portal.accounts.models import Post, User
from tests.factories import accounts as make
from tests.harness.together import results
from tests.people import body, person

pytestmark = pytest.mark.slow


def test_two_owners_who_end_each_other_leave_one(committed: None) -> None:
    first, second = person("owner"), make.user(phone="13800138000")
    operations.appoint(user=second, body=body("ours").pk, role="owner", by=first)
    posts = list(Post.objects.filter(body=body("ours"), role="owner"))
    found = results([lambda post=post: operations.end_post(post=post, by=None) for post in posts])
    assert [result for result in found if isinstance(result, frozenset)] == [{"last_owner"}]
    assert Post.objects.filter(body=body("ours"), role="owner", ended_at=None).count() == 1


def test_one_number_signed_up_with_twice_makes_one_account(committed: None) -> None:
    given = {"phone": "13800138000", "email": "", "password1": "", "name": ""}
    acts = [lambda: Client().post("/accounts/signup/", given).url for _ in range(4)]
    assert set(results(acts)) == {"/accounts/login/code/confirm/"}
    assert User.objects.filter(phone="13800138000").count() == 1


def test_guesses_cannot_outrun_the_limit(committed: None, outbox: list[make.Sent]) -> None:
    make.user(phone="13800138000")
    browsers = [Client() for _ in range(5)]
    for browser in browsers:
        browser.post("/accounts/login/code/", {"login": "13800138000"})
    sent = {message.code for message in outbox}
    wrong = next(str(n).zfill(6) for n in range(10) if str(n).zfill(6) not in sent)

    def locked(browser: Client) -> bool:
        page = browser.post("/accounts/login/code/confirm/", {"code": wrong})
        return str(limits.LOCKED) in page.content.decode()

    acts = [lambda browser=browser: locked(browser) for browser in browsers for _ in range(2)]
    assert results(acts).count(False) <= 5
