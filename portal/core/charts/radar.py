"""A radar: one figure on several axes against the median of the peers, each axis on its own scale.

Two polygons, told apart by dash and mark and not by colour alone. With fewer than five peers the
median is left out: it would tell of single ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, pi, sin

from portal.core.ui import Text

WIDE, HIGH, REACH, BESIDE = 560.0, 360.0, 130.0, 20.0
MIDDLE_X, MIDDLE_Y = WIDE / 2, HIGH / 2
RINGS = 4
LEAST_AXES, LEAST_PEERS = 3, 5
UPRIGHT = 0.2


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis: its label, the figure, the most there is, and the peers' median where known."""

    label: Text
    value: Decimal
    most: Decimal
    median: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Spoke:
    """An axis as drawn: its end, where its label stands, and on which side of that place."""

    label: Text
    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A corner of a polygon."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon: the points of its outline as SVG takes them, and its corners."""

    points: str
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class RadarRow:
    """A line of the table beside: figure, median (empty: none) and the most there is, as read."""

    label: Text
    value: str
    median: str
    most: str


@dataclass(frozen=True, slots=True)
class Radar:
    """The whole drawing; ``peers`` None: no median is shown. ``empty``: too few axes to draw."""

    box: str
    middle_x: str
    middle_y: str
    rings: list[str]
    spokes: list[Spoke]
    own: Shape
    peers: Shape | None
    rows: list[RadarRow]
    n: int
    empty: bool


def radar(axes: Sequence[Axis], *, n: int) -> Radar:
    """The axes clockwise from the top; ``n`` is how many peers the median stands for."""
    compared = n >= LEAST_PEERS and all(axis.median is not None for axis in axes)
    return Radar(
        box=f"0 0 {WIDE:.0f} {HIGH:.0f}",
        middle_x=f"{MIDDLE_X:.0f}",
        middle_y=f"{MIDDLE_Y:.0f}",
        rings=[_shape([ring / RINGS] * len(axes)).points for ring in range(1, RINGS + 1) if axes],
        spokes=[_spoke(axis, number, len(axes)) for number, axis in enumerate(axes)],
        own=_shape([_share(axis.value, axis.most) for axis in axes]),
        peers=_shape([_share(axis.median, axis.most) for axis in axes]) if compared else None,
        rows=[
            RadarRow(
                axis.label,
                _words(axis.value),
                _words(axis.median) if compared else "",
                _words(axis.most),
            )
            for axis in axes
        ],
        n=n,
        empty=len(axes) < LEAST_AXES,
    )


def _share(value: Decimal | None, most: Decimal) -> float:
    if value is None or most <= 0:
        return 0.0
    return min(1.0, max(0.0, float(value / most)))


def _shape(shares: Sequence[float]) -> Shape:
    dots = [_at(number, len(shares), REACH * share) for number, share in enumerate(shares)]
    return Shape(" ".join(f"{dot.x},{dot.y}" for dot in dots), dots)


def _at(number: int, count: int, far: float) -> Dot:
    turn = 2 * pi * number / count
    return Dot(f"{MIDDLE_X + far * sin(turn):.1f}", f"{MIDDLE_Y - far * cos(turn):.1f}")


def _spoke(axis: Axis, number: int, count: int) -> Spoke:
    end, words = _at(number, count, REACH), _at(number, count, REACH + BESIDE)
    side = sin(2 * pi * number / count)
    anchor = "middle" if abs(side) < UPRIGHT else "start" if side > 0 else "end"
    return Spoke(axis.label, end.x, end.y, words.x, words.y, anchor)


def _words(value: Decimal | None) -> str:
    """A figure as people read it: at most two decimals, cut off, no needless noughts."""
    if value is None:
        return ""
    words = f"{value.quantize(Decimal('0.01'), rounding='ROUND_FLOOR'):f}"
    return words.rstrip("0").rstrip(".")
