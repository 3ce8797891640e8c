"""How the facts of stations and rooms are named and shown to people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from incubator.bases import hours, printing, rooms
from incubator.bases.enums import BaseLevel
from incubator.bases.stations.sheets import Thing
from portal.core import money
from portal.core.reasons import Text
from portal.organisations.imports.bureaus import Bureaus
from portal.organisations.imports.labels import Labels

FACTS: dict[str, Text] = {
    "fact": _("Row about"),
    "station": _("Station"),
    "name": _("Name"),
    "level": _("Level"),
    "parent": _("Base above"),
    "place": _("Where it lies"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "hours": _("Opening hours"),
    "in_charge": _("Person in charge"),
    "full_time": _("Full-time staff"),
    "services": _("Services"),
    "kind": _("Kind of room"),
    "capacity": _("Seats"),
    "area": _("Area"),
    "equipment": _("Equipment"),
    "opens": _("Bookable from"),
    "closes": _("Bookable until"),
    "price_fen": _("Price per hour"),
}
COLUMNS: dict[str, Text] = FACTS | {
    "banner": _("Banner or district"),
    "street": _("Street, sumu or town"),
    "community": _("Community, gacha or village"),
    "span": _("Bookable"),
    "price": FACTS["price_fen"],
}
THINGS: dict[str, Text] = {Thing.STATION: _("station"), Thing.ROOM: _("room")}
SUMMARY = ("fact", "station", "level", "place", "kind", "capacity")


def show(fact: str, value: Any, _bureaus: Bureaus | None = None) -> str:
    """A fact's value for people; empty when there is none."""
    if value in ("", None, []):
        return ""
    if fact == "fact":
        return str(THINGS[value])
    if fact == "level":
        return str(BaseLevel(value).label)
    if fact == "hours":
        return printing.show(hours.from_json(value))
    if fact == "services":
        return "、".join(value)
    if fact == "kind":
        keeper = rooms.keeper()
        return str(keeper.kind_label(value)) if keeper else str(value)
    if fact == "price_fen":
        return f"¥{money.yuan(value)}" if value else str(_("free"))
    if fact == "area":
        return f"{value} ㎡"
    return str(value)


STATIONS = Labels(FACTS, COLUMNS, show, SUMMARY, coded=False)
