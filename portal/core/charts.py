"""Geometry of the charts. The drawing is SVG, made on the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.ui import Text

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its width is a share of the longest one, in hundredths, written with a dot."""

    label: Text
    value: int
    width: str


def bars(values: Sequence[tuple[Text, int]]) -> list[Bar]:
    """Bars for (label, value); a value above nought never vanishes."""
    longest = max((value for _, value in values), default=0)
    return [Bar(label, value, _share(value, longest)) for label, value in values]


def _share(value: int, longest: int) -> str:
    if value <= 0 or longest <= 0:
        return "0"
    return f"{max(value / longest * FULL, 0.8):.1f}"
