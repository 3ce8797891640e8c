"""Lines over time: at most two series, told apart by dash and mark, not by colour alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.ui import Text

WIDTH, HEIGHT = 640.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 110.0, 14.0, 34.0
TICKS = 4
MOST_HEADS = 6
MARK = 4.0


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a line with its figure."""

    x: str
    y: str
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its path, its points, and where its name stands at its end."""

    label: Text
    path: str
    points: list[Point]
    last: int
    y: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: its place and its words."""

    at: str
    words: Text


@dataclass(frozen=True, slots=True)
class Lines:
    """The whole drawing: box, ticks of both axes, lines; ``rows`` are its table: figure and way."""

    box: str
    left: str
    right: str
    bottom: str
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    series: list[Line]
    rows: list[tuple[Text, list[tuple[int, str]]]]
    empty: bool


def lines(
    heads: Sequence[Text],
    series: Sequence[tuple[Text, Sequence[int]]],
    ways: Sequence[Sequence[str]] = (),
) -> Lines:
    """Lines of (label, values) over the same heads; an axis begins at nought.

    ``ways`` are the addresses of the lists behind the figures, for each series.
    """
    most = _round_up(max((value for _label, values in series for value in values), default=0))
    drawn = _apart([_line(label, values, most) for label, values in series])
    every = max(1, -(-len(heads) // MOST_HEADS))
    return Lines(
        box=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}",
        left=f"{LEFT:.0f}",
        right=f"{WIDTH - RIGHT:.0f}",
        bottom=f"{HEIGHT - 10:.0f}",
        x_ticks=[
            Tick(f"{_x(number, len(heads)):.1f}", head)
            for number, head in enumerate(heads)
            if number % every == 0
        ],
        y_ticks=[
            Tick(f"{_y(most * step / TICKS, most):.1f}", str(most * step // TICKS))
            for step in range(TICKS + 1)
        ],
        series=drawn,
        rows=[
            (
                head,
                [(line[1][number], _way(ways, place, number)) for place, line in enumerate(series)],
            )
            for number, head in enumerate(heads)
        ],
        empty=not any(value for _label, values in series for value in values),
    )


def _way(ways: Sequence[Sequence[str]], place: int, number: int) -> str:
    return ways[place][number] if place < len(ways) else ""


def _line(label: Text, values: Sequence[int], most: int) -> Line:
    places = [(_x(number, len(values)), _y(value, most)) for number, value in enumerate(values)]
    points = [
        Point(f"{x:.1f}", f"{y:.1f}", value) for (x, y), value in zip(places, values, strict=True)
    ]
    path = "M" + " L".join(f"{point.x} {point.y}" for point in points) if points else ""
    last_y = places[-1][1] if places else 0.0
    return Line(label, path, points, values[-1] if values else 0, f"{last_y + MARK:.1f}")


def _apart(drawn: list[Line]) -> list[Line]:
    """Names at the ends of two lines never lie upon each other."""
    if len(drawn) != 2:
        return drawn
    first, second = drawn
    gap = float(second.y) - float(first.y)
    if abs(gap) >= 18:
        return drawn
    lower = float(first.y) + (18 if gap >= 0 else -18)
    return [first, Line(second.label, second.path, second.points, second.last, f"{lower:.1f}")]


def _x(number: int, count: int) -> float:
    span = WIDTH - LEFT - RIGHT
    return LEFT + (span * number / (count - 1) if count > 1 else 0)


def _y(value: float, most: int) -> float:
    span = HEIGHT - TOP - BOTTOM
    return TOP + span * (1 - (value / most if most else 0))


def _round_up(most: int) -> int:
    """The smallest round number not below it that four steps divide evenly."""
    if most <= TICKS:
        return TICKS
    size: int = 10 ** (len(str(most)) - 1)
    for factor in (1, 2, 4, 8, 10, 20):
        top = factor * size
        if top >= most and top % TICKS == 0:
            return top
    return most + (-most) % TICKS
