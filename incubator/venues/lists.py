"""How rooms are read from lists of stations, and written from them."""

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from incubator.bases import queries as bases
from incubator.bases import rooms
from incubator.venues import operations
from incubator.venues.enums import RoomKind
from incubator.venues.models import Room
from portal.accounts.models import User
from portal.audit import operations as audit
from portal.core.reasons import Text

KINDS = {
    RoomKind.MEETING: ("会议室", "会谈室", "洽谈室", "接待室", "议事厅", "议事室", "协商室"),
    RoomKind.TRAINING: ("培训教室", "教室", "培训室", "课堂", "电教室"),
    RoomKind.ACTIVITY: ("活动室", "文体活动室", "舞蹈室", "棋牌室", "活动中心", "儿童活动室"),
    RoomKind.HALL: ("多功能厅", "报告厅", "大厅", "礼堂", "路演厅", "多功能室"),
    RoomKind.COUNSEL: ("心理咨询室", "咨询室", "心理室", "调解室", "谈心室"),
    RoomKind.ART: ("书画室", "书法室", "绘画室", "书画教室"),
    RoomKind.DAYCARE: ("日间照料室", "日间照料中心", "日照室", "托管室", "照料室"),
    RoomKind.DESK: ("工位", "办公工位", "卡位", "开放工位", "办公位"),
    RoomKind.OTHER: ("其他", "其它", "其他场地"),
}
_KINDS = {words: kind for kind, many in KINDS.items() for words in many}


class Rooms:
    """The rooms as the import of stations sees them."""

    def kind_of(self, words: str) -> str:
        """The code of a kind of room as people write it; empty when there is none."""
        return str(_KINDS.get(words, ""))

    def kind_label(self, code: str) -> Text:
        """The kind in words."""
        return RoomKind(code).label

    def equipment(self, words: str) -> str:
        """A list of equipment as it is kept."""
        return operations.words(words)

    def known(self, bases: Iterable[int] | None) -> Mapping[tuple[int, str], Mapping[str, Any]]:
        """(base, name of the room) → its facts; of every base for None."""
        found = Room.objects.all() if bases is None else Room.objects.filter(base__in=list(bases))
        return {(room.base_id, room.name): _facts(room) for room in found}

    def write(self, base: int, facts: Mapping[str, Any], *, by: User | None) -> None:
        """Add the room of this name, or change what the list states of it. Raises Refused.

        Whoever imports for a bureau need not look after rooms of the base; the portal writes, and
        the history names the person beside it.
        """
        known = Room.objects.filter(base=base, name=facts["name"]).first()
        given = {name: _value(name, facts[name]) for name in _FIELDS if name in facts}
        given |= {"price_fen_per_hour": facts["price_fen"]} if "price_fen" in facts else {}
        if known is None:
            found = bases.base(base)
            if found is None:
                raise LookupError(base)
            room = operations.add_room(base=found, name=facts["name"], by=None, **given)
        else:
            room = operations.save_room(room=known, by=None, **given)
        audit.record(
            "room.listed",
            by=by,
            subject=f"incubator.room:{room.pk}",
            data={"facts": sorted(given)},
        )


_FIELDS = ("kind", "capacity", "area", "equipment", "opens", "closes")


def _facts(room: Room) -> dict[str, Any]:
    return {
        "name": room.name,
        "kind": room.kind,
        "capacity": room.capacity,
        "area": room.area,
        "equipment": room.equipment,
        "opens": f"{room.opens:%H:%M}" if room.opens else None,
        "closes": f"{room.closes:%H:%M}" if room.closes else None,
        "price_fen": room.price_fen_per_hour,
    }


def _value(name: str, value: Any) -> Any:
    return time.fromisoformat(value) if name in ("opens", "closes") else value


rooms.use(Rooms())
