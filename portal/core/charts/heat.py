"""A grid of shares: rows × columns, each cell in one of five depths."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.core.ui import Text

DEPTHS = 5
STEP = 20
LEGEND = ("0–19", "20–39", "40–59", "60–79", "80–100")


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in per cent and its depth (0 to 4); None where nothing can be used."""

    value: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid."""

    label: Text
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Heat:
    """The grid: heads of its columns, its rows, and whether there is any figure."""

    heads: list[Text]
    rows: list[Row]
    empty: bool


def heat(
    rows: Sequence[tuple[int, Text]],
    columns: Sequence[tuple[int, Text]],
    shares: Mapping[tuple[int, int], int],
) -> Heat:
    """A grid of (row key, label) × (column key, label) with per cents by (row, column)."""
    made = [
        Row(label, [_cell(shares.get((key, column))) for column, _head in columns])
        for key, label in rows
    ]
    return Heat([head for _key, head in columns], made, not shares)


def _cell(value: int | None) -> Cell:
    return Cell(value, depth(value or 0))


def depth(percent: int) -> int:
    """The depth of a share: 0 for 0–19, 4 from 80 on."""
    return max(0, min(DEPTHS - 1, percent // STEP))
