"""Writing rooms: adding and changing them, in the history."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from incubator.bases import queries as bases
from incubator.bases.models import Base
from incubator.venues.enums import RoomKind
from incubator.venues.models import Room
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core import clock
from portal.core.reasons import Reason, Refused
from portal.permissions import Permission

FIELDS = (
    "name",
    "kind",
    "capacity",
    "area",
    "equipment",
    "place",
    "opens",
    "closes",
    "price_fen_per_hour",
    "needs_approval",
    "open_to",
    "step_free",
    "active",
)
MARKS = ",，;；/"


@transaction.atomic
def add_room(
    *,
    base: Base,
    name: str,
    kind: str,
    capacity: int,
    area: int | None = None,
    equipment: str | Iterable[str] = "",
    opens: time | None = None,
    closes: time | None = None,
    price_fen_per_hour: int = 0,
    by: User | None,
    **more: Any,
) -> Room:
    """A new room of a base; ``by`` None is the portal itself (import, demo city).

    ``opens`` and ``closes`` narrow the base's hours. Raises Refused: ``not_permitted``,
    ``room_exists``, ``room_hours_wrong``, ``room_without_seats``, ``room_kind_unknown``.
    """
    given = {
        "name": name.strip(),
        "kind": kind,
        "capacity": capacity,
        "area": area,
        "equipment": words(equipment),
        "opens": opens,
        "closes": closes,
        "price_fen_per_hour": price_fen_per_hour,
        **more,
    }
    permit(base, by, Permission.ROOM_MANAGE)
    _fits(given)
    row = Room(base=base, created_on=clock.today(), **given)
    _save(row)
    record("room.added", row, by, {"name": row.name, "kind": row.kind, "base": base.pk})
    return row


@transaction.atomic
def save_room(*, room: Room, by: User | None, **values: Any) -> Room:
    """Change a room (``FIELDS``); ``by`` None is an import. Bookings made before stay.

    Raises Refused: as ``add_room``, and ``room_in_use`` when one that has bookings ahead is put
    out of use or becomes a room of desks.
    """
    row = Room.objects.select_for_update(no_key=True).get(pk=room.pk)
    permit(row.base, by, Permission.ROOM_MANAGE)
    values["equipment"] = words(values.get("equipment", row.equipment))
    _fits({name: values.get(name, getattr(row, name)) for name in FIELDS})
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if {"active", "kind"} & set(changed) and (not row.active or row.kind == RoomKind.DESK):
        _refuse_in_use(row)
    if changed:
        _save(row)
        record("room.changed", row, by, {"fields": changed})
    return row


def words(equipment: str | Iterable[str]) -> str:
    """The equipment as it is kept: one word each, parted by 、, none twice."""
    if isinstance(equipment, str):
        for mark in MARKS:
            equipment = equipment.replace(mark, "、")
        equipment = equipment.split("、")
    return "、".join(dict.fromkeys(word.strip() for word in equipment if word.strip()))


def permit(base: Base, by: User | None, permission: Permission) -> None:
    """Refuse whoever has no post with this permission in the base or in its office."""
    if by is not None and not bases.may(by, permission, base):
        raise Refused(
            Reason(
                "not_permitted",
                _("You do not look after the rooms of this base."),
                _("Ask a colleague of the base."),
            )
        )


def record(action: str, row: Room, by: User | None, data: dict[str, Any]) -> None:
    """Write an act about a room into the history."""
    audit.record(
        action,
        by=by,
        subject=f"incubator.room:{row.pk}",
        data=data,
        post=bases.post_in(by, Permission.ROOM_MANAGE, row.base) if by else "",
    )


def _save(row: Room) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            Reason(
                "room_exists",
                _("The base has a room named “%(name)s” already."),
                _("Give this one another name, such as its number."),
                params={"name": row.name},
            )
        ) from error


def _fits(given: dict[str, Any]) -> None:
    reasons = []
    if given["kind"] not in RoomKind.values:
        reasons.append(
            Reason(
                "room_kind_unknown",
                _("“%(kind)s” is no kind of room."),
                _("Choose one of the list."),
                params={"kind": given["kind"]},
            )
        )
    if not given["capacity"] or given["capacity"] < 1:
        reasons.append(
            Reason(
                "room_without_seats",
                _("A room holds at least one person."),
                _("Count the seats and enter their number."),
            )
        )
    if given["opens"] and given["closes"] and given["closes"] <= given["opens"]:
        reasons.append(
            Reason(
                "room_hours_wrong",
                _("The room closes before it opens."),
                _("Enter the hours of one day, such as 9:00 to 17:30."),
            )
        )
    if reasons:
        raise Refused(*reasons)


def _refuse_in_use(row: Room) -> None:
    ahead = row.bookings.holding().filter(ends_at__gt=clock.now()).count()
    if ahead:
        raise Refused(
            Reason(
                "room_in_use",
                _("%(number)s bookings of this room lie ahead."),
                _("Close the room first: everybody who booked is told and offered another time."),
                params={"number": ahead},
            )
        )
