"""Telling people: notices are written in the act's transaction and sent by the worker."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.notifications.enums import FINAL, OFFICE_CHANNELS, Channel, Outcome, State
from portal.notifications.messages import named
from portal.notifications.models import CallTask, Delivery, Notice, any_key

Param = str | int


def notify(
    *,
    key: str,
    to: Iterable[User],
    params: Mapping[str, Param] | None = None,
    case: str = "",
    url: str = "",
    office: int | None = None,
    unique: str = "",
) -> list[Notice]:
    """Tell each person once, in every channel they have; returns the notices written now.

    ``key`` names a registered message. With ``unique`` (such as "event:17") a second call tells
    nobody twice. ``office`` is the body that calls when nothing arrives. Nothing is sent here:
    the worker sends, so the call is cheap and belongs into the act's transaction.
    """
    named(key)
    moment, written = clock.now(), []
    with transaction.atomic():
        for person in dict.fromkeys(to):
            notice, is_new = Notice.objects.get_or_create(
                person=person,
                unique=unique or any_key(),
                defaults={
                    "key": key,
                    "params": dict(params or {}),
                    "case": case,
                    "url": url,
                    "office_id": office,
                    "created_at": moment,
                },
            )
            if is_new:
                written.append(notice)
                _deliver(notice, person, moment)
    return written


def mark_read(*, notice: Notice, by: User) -> None:
    """The person opened it: inbox read, and a call that waits is no longer needed."""
    if notice.person_id != by.pk or notice.read_at is not None:
        return
    moment = clock.now()
    with transaction.atomic():
        Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=moment)
        Delivery.objects.filter(notice=notice, channel=Channel.INBOX).update(
            state=State.READ, read_at=moment
        )
        call = CallTask.objects.select_for_update().filter(notice=notice, done_at=None).first()
        if call is not None:
            _finish(call, Outcome.READ_MEANWHILE, "", None, moment)


def mark_all_read(*, by: User) -> int:
    """Everything in the person's inbox is read; returns how many were not."""
    unread = list(Notice.objects.filter(person=by, read_at=None))
    for notice in unread:
        mark_read(notice=notice, by=by)
    return len(unread)


def record_call(*, call: CallTask, outcome: Outcome, note: str, by: User) -> CallTask:
    """Note how a call or letter ended; "no answer" leaves it on the list.

    Raises Refused("call_already_done") when somebody else has finished it meanwhile.
    """
    moment = clock.now()
    with transaction.atomic():
        locked = CallTask.objects.select_for_update().get(pk=call.pk)
        if locked.done_at is not None:
            raise Refused(
                Reason("call_already_done", _("Somebody has already finished this call."))
            )
        _finish(locked, outcome, note, by, moment)
    return locked


def open_call(notice: Notice, channel: Channel, moment: datetime) -> None:
    """Put a call (or a letter) on the office's list, once per notice, unless it was read."""
    if notice.read_at is not None:
        return
    CallTask.objects.get_or_create(
        notice=notice,
        defaults={"channel": channel, "office_id": notice.office_id, "opened_at": moment},
    )
    Delivery.objects.get_or_create(
        notice=notice, channel=channel, defaults={"due_at": moment, "state": State.QUEUED}
    )


def _deliver(notice: Notice, person: User, moment: datetime) -> None:
    audit.record(
        "notice.written",
        by=None,
        subject=f"notifications.notice:{notice.pk}",
        case=notice.case,
        data={"key": notice.key, "to": f"user:{person.pk}"},
    )
    Delivery.objects.create(
        notice=notice,
        channel=Channel.INBOX,
        state=State.DELIVERED,
        due_at=moment,
        delivered_at=moment,
    )
    wanted = named(notice.key).channels
    reachable = [
        channel
        for channel, address in ((Channel.EMAIL, person.email), (Channel.SMS, person.phone))
        if channel in wanted and address
    ]
    Delivery.objects.bulk_create(
        [Delivery(notice=notice, channel=channel, due_at=moment) for channel in reachable]
    )
    if not reachable and wanted - {Channel.INBOX}:
        open_call(notice, Channel.PHONE if person.phone else Channel.LETTER, moment)


def _finish(call: CallTask, outcome: Outcome, note: str, by: User | None, moment: datetime) -> None:
    call.outcome, call.note, call.tries = outcome, note, call.tries + 1
    if outcome in FINAL:
        call.done_at, call.done_by = moment, by
        state = State.FAILED if outcome is Outcome.WRONG_NUMBER else State.DELIVERED
        stamp = "failed_at" if state is State.FAILED else "delivered_at"
        Delivery.objects.filter(notice=call.notice_id, channel__in=OFFICE_CHANNELS).update(
            state=state, **{stamp: moment}
        )
    call.save()
    audit.record(
        "call.recorded",
        by=by,
        subject=f"notifications.notice:{call.notice_id}",
        case=call.notice.case,
        data={"outcome": outcome.value},
        channel="phone" if by else "web",
    )
