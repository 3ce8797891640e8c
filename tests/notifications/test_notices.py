"""A person is told once, everywhere; what fails is tried again and then becomes a call."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.accounts.models import User
from portal.audit.models import Event
from portal.core import clock
from portal.core.reasons import Refused
from portal.notifications import operations, queries, sending
from portal.notifications.enums import Channel, Outcome, State
from portal.notifications.models import CallTask, Delivery, Notice
from tests.notifications.conftest import Gateway
from tests.people import body, person

pytestmark = pytest.mark.django_db
WORDS = {"number": "RL-1", "name": "暖阳"}


@pytest.fixture
def li() -> User:
    return User.objects.create_user(email="li@tests.example", phone="13812345678", name="李娜")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    start, passed = clock.now(), [timedelta(0)]
    monkeypatch.setattr(clock, "now", lambda: start + passed[0])

    def shift(by: timedelta) -> None:
        passed[0] += by

    return shift


def tell(*to: User, key: str = "trial", **more) -> list[Notice]:
    return operations.notify(key=key, to=to, params=WORDS, case="RL-1", **more)


def states(notice: Notice) -> dict[str, str]:
    return dict(Delivery.objects.filter(notice=notice).values_list("channel", "state"))


def test_nothing_leaves_inside_the_act_and_the_worker_sends_everywhere(
    li: User, sms: Gateway, email: Gateway, settings
) -> None:
    (notice,) = tell(li, url="/claims/1/")
    assert states(notice) == {"inbox": "delivered", "email": "queued", "sms": "queued"}
    assert sms.sent == email.sent == []
    assert sending.send_due() == 2
    assert sms.sent == [
        {
            "to": "13812345678",
            "text": "short RL-1",
            "kind": "notice",
            "reference": f"notice-{notice.pk}-sms",
        }
    ]
    assert email.sent[0]["subject"] == "Case RL-1"
    assert email.sent[0]["text"] == f"Dear 暖阳, see RL-1.\n\n{settings.SITE_URL}/claims/1/"
    assert states(notice) == {"inbox": "delivered", "email": "sent", "sms": "sent"}
    assert sending.send_due() == 0
    event = Event.objects.get(subject=f"notifications.notice:{notice.pk}")
    assert (event.action, event.case) == ("notice.written", "RL-1")
    assert "13812345678" not in event.data and "li@" not in event.data


def test_the_same_event_is_told_once_to_each_person(li: User) -> None:
    wang = User.objects.create_user(email="wang@tests.example", name="王")
    assert len(tell(li, li, wang, unique="event:7")) == 2
    assert tell(li, wang, unique="event:7") == []
    assert len(tell(li, unique="event:8")) == 1
    assert len(tell(li)) == len(tell(li)) == 1
    assert [notice.key for notice in queries.of_case("RL-1")] == ["trial"] * 5


def test_an_unknown_message_is_an_error_of_the_programmer(li: User) -> None:
    with pytest.raises(KeyError):
        tell(li, key="nowhere")


def test_a_message_for_the_inbox_goes_nowhere_else(li: User) -> None:
    (notice,) = tell(li, key="quiet")
    assert states(notice) == {"inbox": "delivered"}
    assert not CallTask.objects.exists()


@pytest.mark.parametrize(
    ("email", "phone", "channels"),
    [
        ("a@tests.example", None, {"inbox", "email"}),
        (None, "13800000001", {"inbox", "sms"}),
        (None, None, {"inbox", "letter"}),
    ],
)
def test_each_person_is_reached_by_what_they_have(
    email: str | None, phone: str | None, channels: set[str]
) -> None:
    (notice,) = tell(User.objects.create_user(email=email, phone=phone, name="x"))
    assert set(states(notice)) == channels


def test_a_failure_is_tried_again_with_growing_pauses_and_then_somebody_calls(
    li: User, sms: Gateway, email: Gateway, later: Callable[[timedelta], None]
) -> None:
    sms.fails = True
    (notice,) = tell(li, office=body("bureau").pk)
    assert sending.send_due() == 1
    tried = 1
    for pause in sending.PAUSES:
        later(pause - timedelta(seconds=1))
        assert sending.send_due() == 0
        delivery = Delivery.objects.get(notice=notice, channel=Channel.SMS)
        assert (delivery.state, delivery.tries) == (State.QUEUED, tried)
        assert delivery.error == "no network"
        later(timedelta(seconds=1))
        sending.send_due()
        tried += 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries) == (State.FAILED, sending.MOST_TRIES)
    assert delivery.since == delivery.failed_at
    call = CallTask.objects.get()
    assert (call.channel, call.office_id, call.done_at) == ("phone", body("bureau").pk, None)
    assert states(notice) == {
        "inbox": "delivered",
        "email": "sent",
        "sms": "failed",
        "phone": "queued",
    }
    assert Event.objects.filter(action="notice.failed", case="RL-1").count() == 1
    later(timedelta(days=9))
    assert sending.send_due() == 0


def test_both_channels_failing_is_one_call(
    li: User, sms: Gateway, email: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_TRIES", 1)
    sms.fails = email.fails = True
    tell(li)
    assert sending.send_due() == 0
    assert CallTask.objects.count() == 1


def test_whoever_lost_the_address_meanwhile_is_not_forgotten(
    email: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_TRIES", 1)
    user = User.objects.create_user(email="a@tests.example", name="x")
    (notice,) = tell(user)
    User.objects.filter(pk=user.pk).update(email=None)
    sending.send_due()
    assert states(notice) == {"inbox": "delivered", "email": "failed", "letter": "queued"}


def test_what_another_worker_is_sending_is_left_alone(
    li: User, sms: Gateway, email: Gateway, later: Callable[[timedelta], None]
) -> None:
    tell(li)
    Delivery.objects.update(leased_until=clock.now() + sending.LEASE)
    assert sending.send_due() == 0
    pk = Delivery.objects.get(channel=Channel.SMS).pk
    assert sending._claim(pk) is None
    later(sending.LEASE + timedelta(seconds=1))
    assert sending.send_due() == 2


def test_a_gateway_that_cannot_recognise_doubles_is_never_asked_twice(
    li: User, sms: Gateway, email: Gateway, later: Callable[[timedelta], None]
) -> None:
    sms.repeatable = False
    (notice,) = tell(li)
    Delivery.objects.filter(channel=Channel.SMS).update(leased_until=clock.now(), tries=1)
    later(timedelta(seconds=1))
    sending.send_due()
    assert sms.sent == []
    assert states(notice)["sms"] == "failed"
    assert CallTask.objects.get().notice == notice


def test_opening_the_notice_reads_it_and_spares_the_call(
    li: User, sms: Gateway, email: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_TRIES", 1)
    sms.fails = True
    (notice,) = tell(li)
    sending.send_due()
    stranger = person("stranger")
    operations.mark_read(notice=notice, by=stranger)
    assert queries.unread_count(li) == 1
    operations.mark_read(notice=notice, by=li)
    notice.refresh_from_db()
    assert notice.read_at is not None and queries.unread_count(li) == 0
    assert states(notice)["inbox"] == "read"
    call = CallTask.objects.get()
    assert (call.outcome, call.done_by) == (Outcome.READ_MEANWHILE, None)
    operations.open_call(notice, Channel.PHONE, clock.now())
    assert CallTask.objects.count() == 1


def test_everything_is_read_at_once(li: User) -> None:
    tell(li)
    tell(li, key="quiet")
    assert operations.mark_all_read(by=li) == 2
    assert operations.mark_all_read(by=li) == 0


@pytest.mark.parametrize(
    ("outcome", "is_done", "state"),
    [
        (Outcome.REACHED, True, "delivered"),
        (Outcome.POSTED, True, "delivered"),
        (Outcome.WRONG_NUMBER, True, "failed"),
        (Outcome.NO_ANSWER, False, "queued"),
    ],
)
def test_a_call_ends_or_stays_on_the_list(outcome: Outcome, is_done: bool, state: str) -> None:
    (notice,) = tell(User.objects.create_user(name="x"))
    clerk = person("counter_clerk")
    call = operations.record_call(call=notice.call, outcome=outcome, note="周一再打", by=clerk)
    assert (call.done_at is not None, call.tries, call.note) == (is_done, 1, "周一再打")
    assert states(notice)["letter"] == state
    event = Event.objects.latest("pk")
    assert (event.action, event.channel, event.case) == ("call.recorded", "phone", "RL-1")
    if is_done:
        with pytest.raises(Refused) as refused:
            operations.record_call(call=call, outcome=outcome, note="", by=clerk)
        assert refused.value.codes == {"call_already_done"}
