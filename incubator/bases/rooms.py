"""What an import of stations must know about rooms; the subject of rooms says how.

Rooms stand on a higher floor than bases, so they make themselves known here (``use``).
"""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from portal.accounts.models import User
from portal.core.reasons import Text

Facts = Mapping[str, Any]
"""name, kind, capacity, area, equipment, opens and closes ("HH:MM"), price_fen."""


class RoomKeeper(Protocol):
    """How rooms are read, named and written."""

    def kind_of(self, words: str) -> str:
        """The code of a kind of room as people write it; empty when there is none."""
        ...

    def kind_label(self, code: str) -> Text:
        """The kind in words."""
        ...

    def equipment(self, words: str) -> str:
        """A list of equipment as it is kept."""
        ...

    def known(self, bases: Iterable[int] | None) -> Mapping[tuple[int, str], Facts]:
        """(base, name of the room) → its facts; of every base for None."""
        ...

    def write(self, base: int, facts: Facts, *, by: User | None) -> None:
        """Add the room of this name, or change the one that is there. Raises Refused."""
        ...


_keepers: list[RoomKeeper] = []


def use(keeper: RoomKeeper) -> None:
    """Say who keeps the rooms."""
    _keepers[:] = [keeper]


def keeper() -> RoomKeeper | None:
    """Who keeps the rooms; None while no subject does."""
    return _keepers[0] if _keepers else None
