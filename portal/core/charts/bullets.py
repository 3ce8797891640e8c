"""Bullet bars: how much of a budget is paid and promised, on one common scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.charts.bars import share
from portal.core.ui import Text


@dataclass(frozen=True, slots=True)
class Bullet:
    """One bar in hundredths of the largest budget: done, then promised, up to the budget's mark.

    ``percent`` is what is done and promised of the budget, rounded down; ``words`` are the amounts
    as they are read.
    """

    label: Text
    done: str
    promised: str
    whole: str
    percent: int
    words: tuple[str, str, str]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A budget: its label, what is done, promised and planned, in words too."""

    label: Text
    done: int
    promised: int
    whole: int
    words: tuple[str, str, str]
    url: str = ""


def bullets(parts: Sequence[Part]) -> list[Bullet]:
    """Bars on the scale of the largest of all budgets and sums."""
    scale = max((max(part.whole, part.done + part.promised) for part in parts), default=0)
    return [
        Bullet(
            label=part.label,
            done=share(part.done, scale),
            promised=share(part.promised, scale),
            whole=share(part.whole, scale),
            percent=(part.done + part.promised) * 100 // part.whole if part.whole else 0,
            words=part.words,
            url=part.url,
        )
        for part in parts
    ]
