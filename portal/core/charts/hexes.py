"""A schematic map of tiles: every place is equally large, neighbours stay neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.core.charts.heat import DEPTHS
from portal.core.ui import Text

WIDE, HIGH, GAP = 104.0, 120.0, 4.0
DARK_FROM = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """A place to draw: its name, its figure as it is read, the number that gives its depth."""

    label: Text
    words: str
    value: float
    url: str = ""
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Hexagon:
    """A tile with its outline, the middle of its words and its depth."""

    tile: Tile
    points: str
    x: str
    y: str
    y_below: str
    depth: int
    dark: bool


@dataclass(frozen=True, slots=True)
class HexMap:
    """The whole drawing: its box and its hexagons, row by row from north to south."""

    box: str
    hexagons: list[Hexagon]


def hex_map(rows: Sequence[Sequence[str]], tiles: Mapping[str, Tile]) -> HexMap:
    """Tiles by key in rows; each row stands half a tile to the left of the one above it."""
    most = max((tile.value for tile in tiles.values()), default=0)
    found, widest = [], 0.0
    for number, keys in enumerate(rows):
        left = (len(rows) - 1 - number) * WIDE / 2
        for place, key in enumerate(keys):
            x = left + place * WIDE + WIDE / 2
            y = number * HIGH * 0.75 + HIGH / 2
            widest = max(widest, x + WIDE / 2)
            if key in tiles:
                found.append(_hexagon(tiles[key], x, y, most))
    height = ((len(rows) - 1) * 0.75 + 1) * HIGH
    return HexMap(f"0 0 {widest:.0f} {height:.0f}", found)


def _hexagon(tile: Tile, x: float, y: float, most: float) -> Hexagon:
    half, quarter = WIDE / 2 - GAP / 2, HIGH / 4
    top = HIGH / 2 - GAP / 2
    corners = (
        (x, y - top),
        (x + half, y - quarter),
        (x + half, y + quarter),
        (x, y + top),
        (x - half, y + quarter),
        (x - half, y - quarter),
    )
    depth = min(DEPTHS - 1, int(tile.value / most * DEPTHS)) if most else 0
    return Hexagon(
        tile=tile,
        points=" ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners),
        x=f"{x:.1f}",
        y=f"{y - 4:.1f}",
        y_below=f"{y + 20:.1f}",
        depth=depth,
        dark=depth >= DARK_FROM and not tile.lacking,
    )
