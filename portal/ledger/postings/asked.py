"""What of a commitment is on its way to be paid: whoever pays, on a floor above, says so."""

from collections.abc import Callable

_asked: list[Callable[[int], int]] = []


def register(ask: Callable[[int], int]) -> None:
    """Let ``ask`` say by the id of a commitment how much of it, in fen, is on its way."""
    _asked.append(ask)


def of(commitment: int) -> int:
    """How much of a commitment (its id) is on its way to be paid, in fen."""
    return sum(ask(commitment) for ask in _asked)
