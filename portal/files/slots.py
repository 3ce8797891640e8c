"""Where a file may go: every place that takes files says which kinds and how large."""

from dataclasses import dataclass

from portal.core.reasons import Text
from portal.files.enums import Kind

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for files, such as ``claim.certificate``.

    ``max_bytes`` limits the file, ``max_pages`` a PDF. ``orphan_days``: a file that nothing
    refers to is deleted after so many days.
    """

    code: str
    kinds: frozenset[Kind]
    title: Text
    max_bytes: int = 10 * MEGABYTE
    max_pages: int = 300
    orphan_days: int = 7

    @property
    def extensions(self) -> str:
        """The extensions for people: "pdf, jpg, png"."""
        return ", ".join(sorted(kind.value for kind in self.kinds))

    @property
    def accept(self) -> str:
        """The value of a file field's ``accept`` attribute."""
        return ",".join(sorted(f".{e}" for kind in self.kinds for e in kind.extensions))


_slots: dict[str, Slot] = {}


def register(slot: Slot) -> Slot:
    """Make a slot known, from the ``ready()`` of the app that owns it; returns the slot."""
    _slots[slot.code] = slot
    return slot


def named(code: str) -> Slot:
    """The slot with this code; KeyError when nobody registered it."""
    return _slots[code]


def codes() -> list[str]:
    """The codes of all slots."""
    return sorted(_slots)
