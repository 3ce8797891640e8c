"""Invented figures for the pictures on the living page of components."""

from decimal import Decimal
from typing import Any

from portal.core import charts, money
from portal.core.charts import Axis, Part, Tile

MONTHS = [f"{number}月" for number in range(1, 12)]
APPLIED = [3, 2, 6, 5, 7, 6, 8, 9, 14, 11, 9]
GRADUATED = [0, 1, 1, 0, 2, 1, 1, 1, 2, 1, 1]
BUDGETS = (("空间支持", 120, 26, 174), ("财政补助", 93, 16, 124), ("初创补贴", 75, 14, 93))
DAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
HOURS = range(8, 21)
MAP = (("杭锦旗", "达拉特旗", "准格尔旗"), ("鄂托克旗", "康巴什区", "东胜区"))
MAP_SOUTH = ("鄂托克前旗", "乌审旗", "伊金霍洛旗")
WAN = 1_000_000
GROUPS = (
    ("基础条件", "92", "85", "100"),
    ("内部治理", "310.5", "322", "380"),
    ("工作绩效", "388", "341.5", "420"),
    ("社会评价", "81", "83", "100"),
)


def samples() -> dict[str, Any]:
    """A sample of each picture."""
    shares = {(day, hour): (day * 31 + hour * 17) % 100 for day in range(7) for hour in HOURS}
    places = [name for row in (*MAP, MAP_SOUTH) for name in row]
    tiles = {
        name: Tile(name, str(number), number, "#charts", lacking=name == "准格尔旗")
        for number, name in enumerate(places, start=1)
    }
    return {
        "lines_sample": charts.lines(MONTHS, [("申请", APPLIED), ("出壳", GRADUATED)]),
        "bullets_sample": charts.bullets([_part(*row) for row in BUDGETS]),
        "heat_sample": charts.heat(
            list(enumerate(DAYS)), [(hour, str(hour)) for hour in HOURS], shares
        ),
        "hexes_sample": charts.hex_map([*MAP, MAP_SOUTH], tiles),
        "radar_sample": charts.radar(
            [Axis(name, Decimal(a), Decimal(c), Decimal(b)) for name, a, b, c in GROUPS], n=17
        ),
    }


def _part(label: str, done: int, promised: int, whole: int) -> Part:
    words = tuple(money.wan(number * WAN) for number in (done, promised, whole))
    return Part(label, done, promised, whole, (words[0], words[1], words[2]))
