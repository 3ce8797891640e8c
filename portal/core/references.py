"""Names of things in other subjects ("payments.order:7"), and what they are in words.

A subject keeps only the name of what its row rests on. Whoever owns the thing registers how to
tell of it; a registry asks each owner once for all rows of a page.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.core.reasons import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing as a reader sees it: what it is, and the page about it ("" when there is none)."""

    words: Text
    url: str = ""


T = TypeVar("T")


class Owners(Generic[T]):
    """Who tells of which names, and in what form."""

    def __init__(self) -> None:
        self._known: dict[str, Callable[[Collection[int]], Mapping[int, T]]] = {}

    def register(self, label: str, describe: Callable[[Collection[int]], Mapping[int, T]]) -> None:
        """Let ``describe`` tell of the things named "label:id" and "label:id:more"."""
        self._known[label] = describe

    def described(self, names: Collection[str]) -> dict[str, T]:
        """The things that somebody tells of, by their names; others are left out."""
        wanted: dict[str, dict[str, int]] = {}
        for name in names:
            label, _colon, rest = name.partition(":")
            number = rest.partition(":")[0]
            if label in self._known and number.isdecimal() and number.isascii():
                wanted.setdefault(label, {})[name] = int(number)
        found: dict[str, T] = {}
        for label, keys in wanted.items():
            told = self._known[label](set(keys.values()))
            found |= {name: told[key] for name, key in keys.items() if key in told}
        return found


class References(Owners[Reference]):
    """Who tells of which names in words and as a link."""
