"""A Sankey: where money comes from and where it goes, in columns of stocks joined by ribbons.

A stock is as tall as what flows through it; a ribbon as wide as what it carries. Something is never
drawn as nothing, and every name has room for its two lines.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.core.ui import Text

WIDE, RIGHT, STOCK = 1120.0, 232.0, 14.0
SCALE_HIGH, TOP, GAP, ROOM = 300.0, 8.0, 10.0, 40.0
LEAST = 1.5
LABEL_MOST = 15


@dataclass(frozen=True, slots=True)
class Stock:
    """A stock before it is drawn: its key, its name, its amount as it is read."""

    key: str
    label: Text
    words: str


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one stock to one of the next column; a value above nought, and as read."""

    source: str
    target: str
    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Box:
    """A stock as drawn, with the place of its words."""

    label: str
    words: str
    x: str
    y: str
    height: str
    text_x: str
    text_y: str
    text_y_below: str


@dataclass(frozen=True, slots=True)
class SankeyRow:
    """A line of the table beside: from, to, amount as it is read."""

    source: Text
    target: Text
    words: str


@dataclass(frozen=True, slots=True)
class Sankey:
    """The whole drawing; ``ribbons`` are the paths of closed shapes. ``empty``: nothing flows."""

    box: str
    width: str
    boxes: list[Box]
    ribbons: list[str]
    rows: list[SankeyRow]
    empty: bool


@dataclass(slots=True)
class _Place:
    """Where a stock stands, and how far it is already covered by ribbons on both sides."""

    x: float
    y: float
    height: float
    came: float = 0.0
    went: float = 0.0


def sankey(columns: Sequence[Sequence[Stock]], flows: Sequence[Flow]) -> Sankey:
    """Columns from left to right, each from top to bottom as given; flows between neighbours.

    Flows of nothing, and to or from a stock that is not there, are left out.
    """
    names = {stock.key: stock for column in columns for stock in column}
    real = [
        flow for flow in flows if flow.value > 0 and flow.source in names and flow.target in names
    ]
    heights = _heights(real)
    places, bottom = _places(columns, heights)
    order = {key: number for number, key in enumerate(names)}
    drawn = sorted(real, key=lambda flow: (order[flow.source], order[flow.target]))
    scale = _scale(real)
    return Sankey(
        box=f"0 0 {WIDE:.0f} {bottom:.0f}",
        width=f"{STOCK:.0f}",
        boxes=[_box(names[key], place) for key, place in places.items()],
        ribbons=[
            _ribbon(places[flow.source], places[flow.target], max(LEAST, flow.value * scale))
            for flow in drawn
        ],
        rows=[
            SankeyRow(names[flow.source].label, names[flow.target].label, flow.words)
            for flow in drawn
        ],
        empty=not real,
    )


def _scale(flows: Sequence[Flow]) -> float:
    """Pixels for one unit: everything that enters is so high."""
    targets = {flow.target for flow in flows}
    whole = sum(flow.value for flow in flows if flow.source not in targets)
    return SCALE_HIGH / whole if whole else 0.0


def _heights(flows: Sequence[Flow]) -> Mapping[str, float]:
    """How tall each stock is: never smaller than the ribbons at either of its sides."""
    scale = _scale(flows)
    came: dict[str, float] = defaultdict(float)
    went: dict[str, float] = defaultdict(float)
    for flow in flows:
        thick = max(LEAST, flow.value * scale)
        went[flow.source] += thick
        came[flow.target] += thick
    return {key: max(came[key], went[key]) for key in {*came, *went}}


def _places(
    columns: Sequence[Sequence[Stock]], heights: Mapping[str, float]
) -> tuple[dict[str, _Place], float]:
    found: dict[str, _Place] = {}
    step = (WIDE - RIGHT) / max(1, len(columns) - 1)
    bottom = TOP
    for number, column in enumerate(columns):
        y = TOP
        for stock in column:
            if stock.key in heights:
                found[stock.key] = _Place(number * step, y, heights[stock.key])
                y += max(heights[stock.key], ROOM) + GAP
        bottom = max(bottom, y)
    return found, bottom


def _box(stock: Stock, place: _Place) -> Box:
    label = str(stock.label)
    middle = place.y + ROOM / 2
    return Box(
        label=label if len(label) <= LABEL_MOST else f"{label[: LABEL_MOST - 1]}…",
        words=stock.words,
        x=f"{place.x:.1f}",
        y=f"{place.y:.1f}",
        height=f"{place.height:.1f}",
        text_x=f"{place.x + STOCK + 8:.1f}",
        text_y=f"{middle - 3:.1f}",
        text_y_below=f"{middle + 15:.1f}",
    )


def _ribbon(source: _Place, target: _Place, thick: float) -> str:
    """A closed shape from the right of one stock to the left of another, below the earlier ones."""
    x1, x2 = source.x + STOCK, target.x
    y1, y2 = source.y + source.went, target.y + target.came
    source.went += thick
    target.came += thick
    half = (x1 + x2) / 2
    return (
        f"M{x1:.1f} {y1:.1f}C{half:.1f} {y1:.1f} {half:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"V{y2 + thick:.1f}"
        f"C{half:.1f} {y2 + thick:.1f} {half:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}Z"
    )
