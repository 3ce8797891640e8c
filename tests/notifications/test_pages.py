"""Inbox, calls and the demo's messages: each person sees their own, nobody another's."""

import pytest
from django.urls import reverse

from portal.accounts.models import User
from portal.audit.models import Event
from portal.notifications import operations
from portal.notifications.enums import Outcome
from portal.notifications.models import CallTask, Notice
from tests.people import body, client_of, person

pytestmark = pytest.mark.django_db
WORDS = {"number": "RL-1", "name": "暖阳"}


def tell(user: User, office: str = "bureau") -> Notice:
    (notice,) = operations.notify(
        key="trial",
        to=[user],
        params=WORDS,
        case="RL-1",
        url=reverse("my_space"),
        office=body(office).pk,
    )
    return notice


def call_for(office: str, phone: str | None = None) -> CallTask:
    """A call that waits in an office."""
    user = User.objects.create_user(name=f"居民{office}", phone=phone)
    notice = tell(user, office)
    if phone:
        operations.open_call(notice, "phone", notice.created_at)
    return notice.call


def test_the_inbox_is_ones_own() -> None:
    notice = tell(person("owner"))
    owner, colleague = client_of("owner"), client_of("colleague")
    assert "Case RL-1" in owner.get(reverse("inbox")).content.decode()
    assert "Case RL-1" not in colleague.get(reverse("inbox")).content.decode()
    address = reverse("notice", args=[notice.pk])
    assert colleague.get(address).status_code == 404
    assert client_of("anonymous").get(address).status_code == 302
    page = owner.get(address).content.decode()
    assert "Dear 暖阳, see RL-1." in page and reverse("my_space") in page
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_all_messages_are_marked_as_read_at_once() -> None:
    tell(person("owner"))
    tell(person("stranger"))
    client = client_of("owner")
    assert client.get(reverse("inbox_read")).status_code == 302
    assert Notice.objects.filter(read_at=None).count() == 2
    client.post(reverse("inbox_read"))
    assert [n.person for n in Notice.objects.filter(read_at=None)] == [person("stranger")]


def test_the_inbox_takes_the_same_queries_for_one_and_for_forty(
    django_assert_max_num_queries,
) -> None:
    client = client_of("owner")
    tell(person("owner"))
    client.get(reverse("inbox"))
    for _ in range(40):
        tell(person("owner"))
    with django_assert_max_num_queries(15):
        client.get(reverse("inbox"))


def test_calls_are_seen_in_ones_own_office() -> None:
    call = call_for("bureau", "13812345678")
    here = client_of("counter_clerk").get(reverse("calls")).content.decode()
    there = client_of("other_clerk").get(reverse("calls")).content.decode()
    assert "居民bureau" in here and "居民bureau" not in there
    address = reverse("call", args=[call.pk])
    assert client_of("counter_clerk").get(address).status_code == 200
    for stranger in ("other_clerk", "owner", "supervisor", "administrator"):
        assert client_of(stranger).get(address).status_code == 404


def test_a_number_is_masked_until_somebody_asks_and_the_record_keeps_who() -> None:
    call = call_for("bureau", "13812345678")
    client = client_of("counter_clerk")
    address = reverse("call_reveal", args=[call.pk])
    assert "13812345678" not in client.get(reverse("call", args=[call.pk])).content.decode()
    assert client.get(address).status_code == 302
    assert not Event.objects.filter(action="call.number_revealed").exists()
    assert "13812345678" in client.post(address).content.decode()
    event = Event.objects.get(action="call.number_revealed")
    assert event.actor == f"user:{person('counter_clerk').pk}"
    assert "13812345678" not in event.data


def test_the_end_of_a_call_is_recorded_once() -> None:
    call = call_for("bureau", "13812345678")
    client = client_of("counter_clerk")
    address = reverse("call", args=[call.pk])
    assert client.post(address, {"outcome": "posted"}).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"outcome": "reached", "note": "本人接的"}).status_code == 302
    call.refresh_from_db()
    assert (call.outcome, call.done_by) == (Outcome.REACHED, person("counter_clerk"))
    assert "本人接的" in client.get(address).content.decode()
    assert client.post(address, {"outcome": "reached"}).status_code == 422
    assert "居民bureau" in client.get(reverse("calls"), {"done": "1"}).content.decode()
    assert "居民bureau" not in client.get(reverse("calls")).content.decode()


def test_whoever_has_no_phone_gets_a_sheet_to_post() -> None:
    call = call_for("bureau")
    client = client_of("counter_clerk")
    assert "13812345678" not in client.get(reverse("call", args=[call.pk])).content.decode()
    sheet = client.get(reverse("call_sheet", args=[call.pk])).content.decode()
    assert "Dear 暖阳, see RL-1." in sheet and "东胜区民政局" in sheet
    assert client_of("other_clerk").get(reverse("call_sheet", args=[call.pk])).status_code == 404
    posted = client.post(reverse("call", args=[call.pk]), {"outcome": "posted"})
    assert posted.status_code == 302


def test_the_demos_messages_are_shown_in_the_demo_only(settings) -> None:
    from portal.notifications.gateways import ConsoleSms

    ConsoleSms().send(to="138", text="您的验证码 123456", kind="code")
    client = client_of("anonymous")
    assert "123456" in client.get(reverse("demo_messages")).content.decode()
    settings.DEMO = False
    assert client.get(reverse("demo_messages")).status_code == 404
