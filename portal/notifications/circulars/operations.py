"""Writing, sending, confirming and following up a circular."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused, not_permitted
from portal.notifications import operations as notifications
from portal.notifications.circulars import audiences, messages, queries
from portal.notifications.circulars.enums import CircularState
from portal.notifications.circulars.models import Circular, Receipt
from portal.permissions import Permission

CHUNK = 200


def write(
    *,
    office: int,
    title: str,
    words: str,
    audience: str,
    params: Mapping[str, str],
    wants_confirmation: bool,
    by: User,
) -> Circular:
    """Keep a circular as a draft. Refused("not_permitted", "words_missing", "no_such_audience")."""
    reasons = _not_permitted(by, office)
    if not title.strip() or not words.strip():
        reasons.append(Reason("words_missing", _("Heading and text are needed.")))
    try:
        audiences.named(audience)
    except KeyError:
        reasons.append(Reason("no_such_audience", _("Choose to whom it goes.")))
    if reasons:
        raise Refused(*reasons)
    with transaction.atomic():
        made = Circular.objects.create(
            office_id=office,
            by=by,
            title=title.strip(),
            words=words.strip(),
            audience=audience,
            params=dict(params),
            wants_confirmation=wants_confirmation,
            written_at=clock.now(),
        )
        _record("circular.written", made, by)
    return made


def send(*, circular: Circular, by: User) -> Circular:
    """Let the worker send it; afterwards it cannot be changed.

    Refused("not_permitted", "circular_sent", "nobody_to_tell").
    """
    with transaction.atomic():
        locked = Circular.objects.select_for_update(of=("self",)).get(pk=circular.pk)
        reasons = _not_permitted(by, locked.office_id)
        if locked.state != CircularState.DRAFT:
            reasons.append(Reason("circular_sent", _("This circular has been sent already.")))
        elif not queries.recipients(locked):
            reasons.append(
                Reason(
                    "nobody_to_tell",
                    _("Nobody belongs to this audience today."),
                    _("Choose another audience."),
                )
            )
        if reasons:
            raise Refused(*reasons)
        locked.state, locked.sent_at = CircularState.SENDING, clock.now()
        locked.save(update_fields=["state", "sent_at"])
        _record("circular.sent", locked, by)
    return locked


def deliver(pk: int) -> int:
    """Tell everybody of the audience, each once; may be repeated. Returns how many were told."""
    circular = Circular.objects.select_related("office").get(pk=pk)
    if circular.state != CircularState.SENDING:
        return 0
    told, everybody = 0, queries.recipients(circular)
    for start in range(0, len(everybody), CHUNK):
        told += _deliver(circular, everybody[start : start + CHUNK])
    circular.state = CircularState.SENT
    circular.save(update_fields=["state"])
    return told


def open_received(*, receipt: Receipt, by: User) -> Receipt:
    """The person opened it: that is reading it."""
    if receipt.person_id == by.pk and receipt.read_at is None:
        receipt.read_at = clock.now()
        Receipt.objects.filter(pk=receipt.pk, read_at=None).update(read_at=receipt.read_at)
    return receipt


def confirm(*, receipt: Receipt, by: User) -> Receipt:
    """The person says that they have seen it, once. Refused("not_permitted")."""
    with transaction.atomic():
        locked = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
        if locked.person_id != by.pk:
            raise Refused(Reason("not_permitted", _("This was not sent to you.")))
        if locked.confirmed_at is None:
            locked.confirmed_at = clock.now()
            locked.read_at = locked.read_at or locked.confirmed_at
            locked.save(update_fields=["confirmed_at", "read_at"])
            _record("circular.confirmed", locked.circular, by)
    return locked


def remind(*, circular: Circular, by: User) -> int:
    """Tell those again who have not confirmed (or read, when no confirmation is wanted).

    At most once a day each; returns how many. Refused("not_permitted", "circular_not_sent").
    """
    reasons = _not_permitted(by, circular.office_id)
    if circular.state != CircularState.SENT:
        reasons.append(Reason("circular_not_sent", _("This circular has not been sent yet.")))
    if reasons:
        raise Refused(*reasons)
    moment, today = clock.now(), clock.today()
    missing = {"confirmed_at" if circular.wants_confirmation else "read_at": None}
    with transaction.atomic():
        found = Receipt.objects.select_for_update(of=("self",)).filter(circular=circular, **missing)
        late = [
            one
            for one in found.select_related("person")
            if one.reminded_at is None or clock.day(one.reminded_at) < today
        ]
        Receipt.objects.filter(pk__in=[one.pk for one in late]).update(reminded_at=moment)
        for one in late:
            _tell(messages.REMINDED.key, circular, one, f"circular:{circular.pk}:{today}")
        _record("circular.reminded", circular, by)
    return len(late)


def _deliver(circular: Circular, some: list[User]) -> int:
    with transaction.atomic():
        told = 0
        for person in some:
            receipt, is_new = Receipt.objects.get_or_create(circular=circular, person=person)
            if is_new:
                _tell(messages.CIRCULAR.key, circular, receipt, f"circular:{circular.pk}")
                told += 1
    return told


def _tell(key: str, circular: Circular, receipt: Receipt, unique: str) -> None:
    notifications.notify(
        key=key,
        to=[receipt.person],
        params={"office": circular.office.name, "title": circular.title},
        url=reverse("circular_received", args=[receipt.pk]),
        office=circular.office_id,
        unique=unique,
    )


def _not_permitted(by: User, office: int) -> list[Reason]:
    if people.may(by, Permission.CIRCULAR_SEND, body=office):
        return []
    return [not_permitted()]


def _record(action: str, circular: Circular, by: User) -> None:
    audit.record(
        action,
        by=by,
        subject=f"notifications.circular:{circular.pk}",
        data={"audience": circular.audience},
        post=people.post_in(by, Permission.CIRCULAR_SEND, circular.office_id),
    )
