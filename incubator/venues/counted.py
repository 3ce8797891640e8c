"""Rooms for yearly statistics, by kind."""

from django.utils.translation import gettext_lazy as _

from incubator.venues.enums import RoomKind
from incubator.venues.models import Room
from portal.statistics.tables.registry import Column, Rows, Table, register
from portal.statistics.tables.scope import Scope


def rooms(scope: Scope) -> Rows:
    """The rooms in use that the bases of a place had by the last day."""
    found = Room.objects.filter(scope.within("base__body__division"), active=True)
    return found.filter(created_on__lte=scope.last)


def _cells(row: Room) -> tuple[str, ...]:
    area = str(row.area) if row.area is not None else "–"
    return row.name, row.base.body.name, str(row.capacity), area


register(
    Table(
        "rooms_by_kind", _("Rooms of the bases"), _("Kind of room"), rooms, "kind",
        (
            Column("number", _("Rooms in use"), "rooms"),
            Column("seats", _("Seats and desks"), "seats", total="capacity"),
            Column("area", _("Area"), "square_metres", total="area"),
        ),
        (_("Room"), _("Base"), _("Seats"), _("Area")), _cells, parts=RoomKind.choices,
        related=("base__body",),
    ),
)  # fmt: skip
