"""How what comes back is shared among the claims it was paid for; amounts in fen."""

from collections.abc import Iterable, Mapping, Sequence

Asked = Sequence[Sequence[int]]


def came_back(asked: Asked, returned: int) -> dict[int, int]:
    """How much of each claim is back: the first claim is filled first.

    ``asked`` is [(claim id, fen)], ``returned`` what came back in all.
    """
    found = {}
    for claim, fen in asked:
        found[claim] = min(fen, returned)
        returned -= found[claim]
    return found


def parts(asked: Asked, returned: int, fen: int) -> dict[int, int]:
    """What ``fen`` more brings to each claim, after ``returned`` came before; only what is > 0."""
    before, after = came_back(asked, returned), came_back(asked, returned + fen)
    return {claim: after[claim] - before[claim] for claim in after if after[claim] > before[claim]}


def outstanding(clawbacks: Iterable[tuple[Asked, int]]) -> dict[int, int]:
    """What is still asked back of each claim, over several clawbacks (asked, returned)."""
    found: dict[int, int] = {}
    for asked, returned in clawbacks:
        back = came_back(asked, returned)
        for claim, fen in asked:
            found[claim] = found.get(claim, 0) + fen - back[claim]
    return found


def askable(paid: Mapping[int, int], under_way: Mapping[int, int]) -> list[list[int]]:
    """[[claim id, fen]] that may still be asked back: paid and kept, less what is asked already."""
    left = {claim: fen - under_way.get(claim, 0) for claim, fen in paid.items()}
    return [[claim, fen] for claim, fen in left.items() if fen > 0]


def at_most(asked: Iterable[Sequence[int]], most: int) -> list[list[int]]:
    """The same, the newest claims first, but no more than ``most`` in all."""
    found: list[list[int]] = []
    for claim, fen in sorted(map(list, asked), reverse=True):
        part = min(fen, most)
        most -= part
        if part > 0:
            found.append([claim, part])
    return sorted(found)
