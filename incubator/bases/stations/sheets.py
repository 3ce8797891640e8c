"""Recognises the two sheets of a list of stations by their headings, wherever they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.organisations.imports.columns import SEARCHED_ROWS, plain_heading, without_brackets

Grid = Sequence[Sequence[object]]


class Thing(StrEnum):
    """What a row is about."""

    STATION = "station"
    ROOM = "room"


TITLES = {Thing.STATION: "站点", Thing.ROOM: "场地"}
STATION_NAMES = (
    "站点名称",
    "服务站名称",
    "基地名称",
    "站名",
    "站点",
    "所属站点",
    "基地",
    "孵化基地",
)
COLUMNS: dict[Thing, dict[str, tuple[str, ...]]] = {
    Thing.STATION: {
        "name": (*STATION_NAMES, "名称"),
        "level": ("级别", "层级", "站点级别", "级次", "等级"),
        "parent": ("上级站点", "上级", "上级基地", "上级单位", "所属上级"),
        "banner": ("旗区", "旗县区", "区县", "所在旗区", "旗县", "区"),
        "street": ("街道", "苏木镇", "街道苏木镇", "乡镇街道", "街道乡镇", "所在街道", "镇街"),
        "community": ("社区", "嘎查村", "社区嘎查村", "村社区", "所在社区", "社区村"),
        "address": ("地址", "详细地址", "站点地址", "办公地址"),
        "phone": ("联系电话", "电话", "办公电话", "咨询电话", "联系方式"),
        "hours": ("开放时间", "服务时间", "营业时间", "开放时段", "办公时间", "工作时间"),
        "in_charge": ("负责人", "站长", "联系人", "主任", "负责人姓名"),
        "full_time": ("专职人员数", "专职人员", "专职人数", "工作人员数", "人员数"),
        "services": ("服务内容", "服务项目", "主要服务", "提供服务", "功能"),
    },
    Thing.ROOM: {
        "station": STATION_NAMES,
        "name": ("场地名称", "房间名称", "场地", "房间", "名称"),
        "kind": ("类型", "场地类型", "房间类型", "类别"),
        "capacity": ("可容纳人数", "容纳人数", "人数", "座位数", "容量"),
        "area": ("面积", "使用面积", "建筑面积", "平方米"),
        "equipment": ("设备", "设施", "设备设施", "配备设备"),
        "span": ("可预约时段", "预约时段", "开放时段", "可预约时间", "可用时间"),
        "price": ("收费标准", "收费", "费用", "价格"),
    },
}
REQUIRED = {
    Thing.STATION: frozenset({"name", "level"}),
    Thing.ROOM: frozenset({"station", "name", "capacity"}),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of a sheet are about, its heading row, and which column is where."""

    thing: Thing
    heading_row: int
    places: dict[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the headings: its line in the sheet (from 1) and its cells."""

    place: int
    cells: dict[str, object]


def find_layout(grid: Grid) -> Layout | None:
    """What kind of sheet this is; None when its headings are those of neither."""
    found = [
        layout
        for index, row in enumerate(grid[:SEARCHED_ROWS])
        for thing in Thing
        if (layout := _layout(thing, index, row)) is not None
    ]
    return max(found, key=lambda layout: len(layout.places), default=None)


def looks_like_one(grid: Grid) -> bool:
    """Whether a heading for stations stands in the sheet, so that somebody means it as a list."""
    names = frozenset(STATION_NAMES)
    return any(plain_heading(cell) in names for row in grid[:SEARCHED_ROWS] for cell in row)


def rows(grid: Grid, layout: Layout) -> Iterator[Row]:
    """The rows under the headings that are not empty."""
    for index in range(layout.heading_row + 1, len(grid)):
        row = grid[index]
        cells = {name: row[at] for name, at in layout.places.items() if at < len(row)}
        if any(cell not in ("", None) for cell in cells.values()):
            yield Row(index + 1, cells)


def _layout(thing: Thing, index: int, row: Sequence[object]) -> Layout | None:
    places: dict[str, int] = {}
    for at, cell in enumerate(row):
        plain = plain_heading(cell)
        for name, headings in COLUMNS[thing].items():
            if name not in places and (plain in headings or without_brackets(plain) in headings):
                places[name] = at
                break
    return Layout(thing, index, places) if REQUIRED[thing] <= places.keys() else None
