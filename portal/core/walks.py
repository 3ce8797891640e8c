"""Walking along edges: whatever is reached from some starts. Pure; no query, no noun."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def reached(edges: Iterable[tuple[T, T]], starts: Iterable[T]) -> frozenset[T]:
    """``starts`` and all that is reached from them along edges (from, to), circles included."""
    following: dict[T, list[T]] = {}
    for source, target in edges:
        following.setdefault(source, []).append(target)
    found, ahead = set(), list(starts)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += following.get(one, [])
    return frozenset(found)
