"""Closing a room or a base for a time: everybody booked is told and offered another time."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.venues import answering
from incubator.venues.models import Booking, Closure, Room
from incubator.venues.operations import permit
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission


@transaction.atomic
def close(
    *,
    base: Base,
    room: Room | None,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    by: User,
) -> tuple[Closure, list[Booking]]:
    """Close a room, or with ``room`` None the whole base; returns what it took away.

    Every booking in that time ends, what it took is returned, and its user is offered the nearest
    free time. Raises Refused: ``not_permitted``, ``closure_ends_first``, ``closure_past``,
    ``words_missing``.
    """
    permit(base, by, Permission.ROOM_MANAGE)
    _fits(starts_at, ends_at, reason)
    rooms = Room.objects.filter(base=base)
    if room is not None:
        rooms = rooms.filter(pk=room.pk)
    locked = [row.pk for row in rooms.select_for_update(no_key=True).order_by("pk")]
    made = Closure.objects.create(
        base=base,
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
        reason=reason.strip(),
        by=by,
        made_at=clock.now(),
    )
    gone = [answering.displace(row, made, by) for row in affected(locked, starts_at, ends_at)]
    _record("closure.made", made, by, {"bookings": len(gone), "room": room.pk if room else None})
    return made, gone


@transaction.atomic
def lift(*, closure: Closure, by: User) -> Closure:
    """End a closure early: the time can be booked again; what it took away does not come back.

    Raises Refused: ``not_permitted``, ``already_lifted``.
    """
    permit(closure.base, by, Permission.ROOM_MANAGE)
    changed = Closure.objects.filter(pk=closure.pk, lifted_at=None).update(lifted_at=clock.now())
    if not changed:
        raise Refused(Reason("already_lifted", _("Somebody has lifted this closure already.")))
    closure.refresh_from_db()
    _record("closure.lifted", closure, by, {})
    return closure


def affected(room_ids: list[int], starts_at: datetime, ends_at: datetime) -> QuerySet[Booking]:
    """The bookings that hold a time between two moments in some rooms and are not over."""
    begin = max(starts_at, clock.now())
    return (
        Booking.objects.holding()
        .filter(room__in=room_ids, starts_at__lt=ends_at, ends_at__gt=begin)
        .order_by("starts_at", "pk")
    )


def _fits(starts_at: datetime, ends_at: datetime, reason: str) -> None:
    reasons = []
    if ends_at <= starts_at:
        reasons.append(
            Reason(
                "closure_ends_first",
                _("The closure ends before it begins."),
                _("Enter the day and hour from which the room is open again."),
            )
        )
    elif ends_at <= clock.now():
        reasons.append(
            Reason("closure_past", _("This time is past."), _("Enter a time that is to come."))
        )
    if not reason.strip():
        reasons.append(
            Reason(
                "words_missing",
                _("Say why the room is closed."),
                _("Everybody who booked will read it."),
            )
        )
    if reasons:
        raise Refused(*reasons)


def _record(action: str, row: Closure, by: User, data: dict[str, object]) -> None:
    audit.record(
        action,
        by=by,
        subject=f"incubator.closure:{row.pk}",
        data={"base": row.base_id, **data},
        post=bases.post_in(by, Permission.ROOM_MANAGE, row.base),
    )
