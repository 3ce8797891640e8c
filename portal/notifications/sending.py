"""The worker's part: hand deliveries to the gateways, again after failures, never twice."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from portal.audit import operations as audit
from portal.core import clock
from portal.notifications import gateways
from portal.notifications.enums import GATEWAY_CHANNELS, Channel, State
from portal.notifications.models import Delivery, SentMessage
from portal.notifications.operations import open_call

logger = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
MOST_TRIES = len(PAUSES) + 1
BATCH = 50
KEEP_SHOWN = timedelta(days=2)


def send_due() -> int:
    """Send what is due, at most one batch; returns how many the gateways took."""
    moment = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=moment)
    due = Delivery.objects.filter(
        free, state=State.QUEUED, channel__in=GATEWAY_CHANNELS, due_at__lte=moment
    )
    return sum(_send(pk) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


def prune() -> int:
    """Forget what the demo's page showed days ago; returns how many."""
    old = SentMessage.objects.filter(sent_at__lt=clock.now() - KEEP_SHOWN)
    return old.delete()[0]


def _send(pk: int) -> bool:
    delivery = _claim(pk)
    if delivery is None:
        return False
    try:
        with translation.override(settings.LANGUAGE_CODE):
            _hand_over(delivery)
    except Exception as error:  # noqa: BLE001 - whatever a gateway raises, the others go on
        logger.warning("%s failed: %s", delivery.reference, error)
        _failed(delivery, str(error))
        return False
    _sent(delivery)
    return True


def _claim(pk: int) -> Delivery | None:
    """Take the delivery for this worker, or None when another has it or it must not be repeated."""
    with transaction.atomic():
        moment = clock.now()
        found = Delivery.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.QUEUED)
        delivery = found.select_related("notice__person").first()
        if delivery is None or (delivery.leased_until and delivery.leased_until >= moment):
            return None
        if delivery.leased_until is not None and not _repeatable(delivery):
            _give_up(delivery, "interrupted while sending", moment)
            return None
        delivery.leased_until, delivery.tries = moment + LEASE, delivery.tries + 1
        delivery.save(update_fields=["leased_until", "tries"])
    return delivery


def _repeatable(delivery: Delivery) -> bool:
    gateway = gateways.sms() if delivery.channel == Channel.SMS else gateways.email()
    return gateway.repeatable


def _hand_over(delivery: Delivery) -> None:
    notice = delivery.notice
    person = notice.person
    if delivery.channel == Channel.SMS:
        gateways.sms().send(
            to=_address(person.phone),
            text=notice.sms,
            kind="notice",
            reference=delivery.reference,
        )
        return
    text = notice.body
    if notice.url:
        text += f"\n\n{settings.SITE_URL}{notice.url}"
    gateways.email().send(
        to=_address(person.email),
        subject=notice.subject,
        text=text,
        kind="notice",
        reference=delivery.reference,
    )


def _address(value: str | None) -> str:
    if not value:
        raise gateways.GatewayError("the person has no such address any more")
    return value


def _sent(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk, state=State.QUEUED).update(
        state=State.SENT, sent_at=clock.now(), leased_until=None, error=""
    )


def _failed(delivery: Delivery, error: str) -> None:
    moment = clock.now()
    with transaction.atomic():
        if delivery.tries >= MOST_TRIES:
            _give_up(delivery, error, moment)
            return
        Delivery.objects.filter(pk=delivery.pk).update(
            due_at=moment + PAUSES[delivery.tries - 1], leased_until=None, error=error[:300]
        )


def _give_up(delivery: Delivery, error: str, moment: datetime) -> None:
    """The channel failed for good: note it and let somebody call."""
    Delivery.objects.filter(pk=delivery.pk).update(
        state=State.FAILED, failed_at=moment, leased_until=None, error=error[:300]
    )
    audit.record(
        "notice.failed",
        by=None,
        subject=f"notifications.notice:{delivery.notice_id}",
        case=delivery.notice.case,
        data={"channel": delivery.channel, "tries": delivery.tries},
    )
    has_phone = bool(delivery.notice.person.phone)
    open_call(delivery.notice, Channel.PHONE if has_phone else Channel.LETTER, moment)
