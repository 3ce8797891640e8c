"""Appointing and ending posts."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from portal.accounts import officials, operations, queries
from portal.accounts.models import Post, User
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.permissions import Permission
from tests.factories import accounts as make
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db


def test_a_post_begins_today_and_stands_in_the_history() -> None:
    owner, user = person("owner"), make.user(phone="13800138000")
    post = operations.appoint(user=user, body=body("ours").pk, role="finance", by=owner)
    assert (post.starts_on, post.ends_on) == (clock.today(), None)
    assert queries.may(user, Permission.ORGANISATION_VIEW, body=body("ours").pk)
    event = Event.objects.get(action="post.appointed", subject=f"accounts.post:{post.pk}")
    assert event.actor == f"user:{owner.pk}"


def test_an_ended_post_stops_at_once_and_is_kept() -> None:
    post = person("colleague").posts.get()
    ended = operations.end_post(post=post, by=person("owner"), reason="left")
    user = User.objects.get(pk=post.user_id)
    assert not queries.may(user, Permission.ORGANISATION_VIEW)
    assert ended.ends_on == clock.today()
    assert [held.pk for held in queries.former_posts(user)] == [post.pk]
    assert Event.objects.filter(action="post.ended", subject=f"accounts.post:{post.pk}").exists()


def test_a_post_that_runs_out_counts_on_its_last_day() -> None:
    user, today = make.user(phone="13800138000"), clock.today()
    operations.appoint(
        user=user, body=body("ours").pk, role="viewer", by=None, starts_on=today, ends_on=today
    )
    assert queries.may(user, Permission.ORGANISATION_VIEW)
    assert not Post.objects.on(today + timedelta(days=1)).filter(user=user).exists()


def test_who_left_may_be_appointed_again_the_same_day() -> None:
    post, owner = person("colleague").posts.get(), person("owner")
    operations.end_post(post=post, by=owner)
    again = operations.appoint(user=post.user, body=post.body_id, role=post.role, by=owner)
    assert queries.may(User.objects.get(pk=again.user_id), Permission.ORGANISATION_VIEW)


def test_the_last_owner_cannot_leave() -> None:
    owner = person("owner")
    with pytest.raises(Refused) as refused:
        operations.end_post(post=owner.posts.get(), by=owner)
    assert refused.value.codes == {"last_owner"}
    assert queries.may(owner, Permission.MEMBERS_MANAGE)


def test_one_of_two_owners_can_leave() -> None:
    owner, second = person("owner"), make.user(phone="13800138000")
    operations.appoint(user=second, body=body("ours").pk, role="owner", by=owner)
    operations.end_post(post=owner.posts.get(), by=owner)
    with pytest.raises(Refused):
        operations.end_post(post=second.posts.get(), by=second)


def test_a_post_cannot_be_held_twice_nor_ended_twice() -> None:
    colleague, owner = person("colleague"), person("owner")
    with pytest.raises(Refused) as held:
        operations.appoint(user=colleague, body=body("ours").pk, role="viewer", by=owner)
    assert held.value.codes == {"post_already_held"}
    post = operations.end_post(post=colleague.posts.get(), by=owner)
    with pytest.raises(Refused) as over:
        operations.end_post(post=post, by=owner)
    assert over.value.codes == {"post_ended"}


def test_every_reason_against_an_appointment_is_given() -> None:
    user = make.user(phone="13800138000")
    User.objects.filter(pk=user.pk).update(is_active=False)
    with pytest.raises(Refused) as refused:
        operations.appoint(user=user, body=body("ours").pk, role="king", by=None)
    assert refused.value.codes == {"role_unknown", "account_closed"}


@pytest.mark.once
@pytest.mark.parametrize("by", ["owner", "clerk", "section_head", "administrator", "supervisor"])
@pytest.mark.parametrize("where", ["bureau", "city", "ours"])
@pytest.mark.parametrize("role", sorted(Role.all))
def test_officials_are_appointed_only_by_keepers_of_the_same_body(
    by: str, where: str, role: str
) -> None:
    keeper = {"section_head": "bureau", "administrator": "city"}
    allowed = keeper.get(by) == where and Role.all[role].staff
    act = {"body": body(where).pk, "role": role, "name": "王芳", "address": "13900139000"}
    if allowed:
        post = officials.appoint_official(by=person(by), **act)
        assert (post.role, post.user.phone, post.user.phone_verified) == (
            role,
            "13900139000",
            False,
        )
    else:
        with pytest.raises(Refused):
            officials.appoint_official(by=person(by), **act)
        assert not User.objects.filter(phone="13900139000").exists()


def test_a_keeper_appoints_on_the_page_and_the_person_comes_in_by_a_code(
    outbox: list[make.Sent],
) -> None:
    client = client_of("section_head")
    given = {"name": "王芳", "address": "139 0013 9000", "role": "registry_clerk"}
    answer = client.post("/work/posts/appoint/", given | {"body": str(body("bureau").pk)})
    assert answer.url == "/work/posts/"
    assert [(sent.to, sent.kind) for sent in outbox] == [("13900139000", "notice")]
    newcomer = client_of("anonymous")
    newcomer.post("/accounts/login/code/", {"login": "13900139000"})
    newcomer.post("/accounts/login/code/confirm/", {"code": outbox[-1].code})
    assert newcomer.get("/work/").url.startswith("/accounts/second-factor/")
    assert User.objects.get(phone="13900139000").phone_verified


def test_signing_up_with_a_number_that_an_office_gave_leads_into_that_account(
    outbox: list[make.Sent],
) -> None:
    act = {"body": body("bureau").pk, "role": "counter_clerk", "name": "王芳"}
    officials.appoint_official(by=person("section_head"), address="13900139000", **act)
    outbox.clear()
    client = client_of("anonymous")
    client.post("/accounts/signup/", {"phone": "13900139000", "email": "", "password1": ""})
    assert [sent.kind for sent in outbox] == ["notice"]
    assert User.objects.filter(phone="13900139000").count() == 1


def test_a_wrong_appointment_keeps_what_was_typed() -> None:
    client = client_of("section_head")
    answer = client.post("/work/posts/appoint/", {"name": "王芳", "address": "139", "body": "0"})
    found = answer.context["form"].errors.as_data()
    assert {field: [e.code for e in errors] for field, errors in found.items()} == {
        "address": ["phone_too_short"],
        "role": ["required"],
        "body": ["invalid_choice"],
    }
    assert 'value="王芳"' in answer.content.decode()


def test_a_keeper_ends_a_post_with_a_reason() -> None:
    clerk = person("clerk")
    post, client = clerk.posts.get(), client_of("section_head")
    assert client.post(f"/work/posts/{post.pk}/end/", {"reason": ""}).status_code == 200
    assert client.post(f"/work/posts/{post.pk}/end/", {"reason": "调走"}).url == "/work/posts/"
    assert not queries.is_staff(User.objects.get(pk=clerk.pk))
    assert client.post(f"/work/posts/{post.pk}/end/", {"reason": "again"}).status_code == 404


def test_posts_of_another_body_do_not_exist_for_a_keeper() -> None:
    post = person("other_clerk").posts.get()
    client = client_of("section_head")
    for act in ("end", "codes"):
        assert client.get(f"/work/posts/{post.pk}/{act}/").status_code == 404
    page = client.get("/work/posts/")
    assert post.pk not in [row.post.pk for row in page.context["rows"]]


def test_the_first_administrator_is_appointed_on_the_machine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    city = body("city")
    call_command("appoint", "139 0013 9000", "administrator", str(city.pk), "--name", "周明")
    user = User.objects.get(phone="13900139000")
    assert queries.may(user, Permission.POSTS_MANAGE, body=city.pk)
    assert "周明" in capsys.readouterr().out
    for wrong in (("139", "administrator", city.pk), ("13900139000", "administrator", 0)):
        with pytest.raises(CommandError):
            call_command("appoint", wrong[0], wrong[1], str(wrong[2]))
    with pytest.raises(CommandError):
        call_command("appoint", "13900139000", "administrator", str(city.pk))


@pytest.mark.parametrize("name", ["clerk", "owner", "resident", "supervisor"])
def test_the_list_of_posts_is_for_keepers(name: str) -> None:
    assert client_of(name).get("/work/posts/").status_code == 404
