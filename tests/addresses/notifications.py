"""Addresses of the inbox and of the calls that replace messages."""

from portal.core import clock
from portal.notifications import operations
from portal.notifications.enums import Channel
from portal.notifications.models import CallTask, Notice
from tests import people
from tests.harness.matrix import SIGNED_IN, entry

CALLERS = {"clerk", "section_head", "counter_clerk", "incubation_clerk"}
ABSENT = {"pk": 999_999}


def _notice(kind):
    user = people.person(kind)
    params = {"name": "东胜区暖阳社会工作服务中心", "number": "RL-20261124-0001"}
    operations.notify(key="claim_approved", to=[user], params=params)
    return Notice.objects.filter(person=user).latest("pk")


def _call(kind, office):
    notice = _notice(kind)
    notice.office = people.body(office)
    notice.save()
    call = CallTask.objects.create(
        notice=notice, office=notice.office, channel=Channel.SMS, opened_at=clock.now()
    )
    return {"pk": call.pk}


entry("inbox", sees_own=SIGNED_IN)
entry("inbox_read", sees_own=SIGNED_IN, answers={302})
entry(
    "notice",
    own=lambda: {"pk": _notice("owner").pk},
    other=lambda: {"pk": _notice("stranger").pk},
    absent=ABSENT,
    sees_own={"owner"},
    sees_other={"stranger"},
)
entry("calls", sees_own={*CALLERS, "base_worker", "other_clerk"})
for _name, _answers in (("call", {200}), ("call_reveal", {302}), ("call_sheet", {200})):
    entry(
        _name,
        own=lambda: _call("owner", "bureau"),
        other=lambda: _call("stranger", "other_bureau"),
        absent=ABSENT,
        sees_own=CALLERS,
        sees_other={"other_clerk"},
        answers=_answers,
    )
entry("demo_messages")
