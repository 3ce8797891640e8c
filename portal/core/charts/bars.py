"""Horizontal bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.ui import Text

FULL = 100.0
LEAST = 0.8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its width is a share of the longest one, in hundredths, written with a dot.

    ``url`` leads to the list that the figure counts.
    """

    label: Text
    value: int
    width: str
    url: str = ""


def bars(values: Sequence[tuple[Text, int] | tuple[Text, int, str]]) -> list[Bar]:
    """Bars for (label, value) or (label, value, url); a value above nought never vanishes."""
    longest = max((value[1] for value in values), default=0)
    return [
        Bar(value[0], value[1], share(value[1], longest), value[2] if len(value) > 2 else "")
        for value in values
    ]


def share(value: float, whole: float) -> str:
    """A value as hundredths of a whole, written with a dot; something is never drawn as nothing."""
    if value <= 0 or whole <= 0:
        return "0"
    return f"{min(FULL, max(value / whole * FULL, LEAST)):.1f}"
