"""Walking a family of organisations. Pure: links in, keys out.

A link leads from a predecessor to the organisation that came out of it. Chains may have any length,
a merger gives a child several parents, a split a parent several children.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from portal.core import walks

Key = TypeVar("Key", bound=int | str)


@dataclass(frozen=True, slots=True)
class Edge(Generic[Key]):
    """A link in force: what came out of what, on which day."""

    parent: Key
    child: Key
    happened_on: date


def known_on(edges: Iterable[Edge[Key]], on: date | None) -> list[Edge[Key]]:
    """The links that had happened by a day; all of them without one."""
    return [edge for edge in edges if on is None or edge.happened_on <= on]


def ancestors(edges: Iterable[Edge[Key]], one: Key) -> frozenset[Key]:
    """The organisation itself and all it came out of. Siblings of a split are not among them."""
    return walks.reached(((edge.child, edge.parent) for edge in edges), [one])


def descendants(edges: Iterable[Edge[Key]], one: Key) -> frozenset[Key]:
    """The organisation itself and all that came out of it."""
    return walks.reached(((edge.parent, edge.child) for edge in edges), [one])


def relatives(edges: Iterable[Edge[Key]], one: Key) -> frozenset[Key]:
    """Everybody that links connect with the organisation, whichever way they lead."""
    known = list(edges)
    back = ((edge.child, edge.parent) for edge in known)
    onward = ((edge.parent, edge.child) for edge in known)
    return walks.reached([*back, *onward], [one])


def closes_circle(edges: Iterable[Edge[Key]], parent: Key, child: Key) -> bool:
    """Whether a link would make an organisation its own predecessor."""
    return child in ancestors(edges, parent)
