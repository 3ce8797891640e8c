"""Recognises the sheets of a record list by their headings, wherever they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.organisations.imports.columns import HEADINGS as REGISTER_HEADINGS
from portal.organisations.imports.columns import SEARCHED_ROWS, plain_heading, without_brackets
from portal.organisations.imports.columns import Column as RegisterColumn
from portal.organisations.record.enums import FactKind

Grid = Sequence[Sequence[object]]
CODE, NAME = "code", "name"
WHO = {
    CODE: REGISTER_HEADINGS[RegisterColumn.CODE],
    NAME: REGISTER_HEADINGS[RegisterColumn.NAME],
}
TITLES = {
    FactKind.INSPECTION: "年检",
    FactKind.LISTING: "信用名录",
    FactKind.PENALTY: "行政处罚",
    FactKind.GRADE: "等级评估",
    FactKind.AWARD: "已发奖励",
}
COLUMNS: dict[FactKind, dict[str, tuple[str, ...]]] = {
    FactKind.INSPECTION: {
        "year": ("年检年度", "检查年度", "年检年份", "年度", "年份", "年检所属年度"),
        "result": ("年检结论", "年检结果", "检查结论", "检查结果", "年度检查结论", "结论", "结果"),
    },
    FactKind.LISTING: {
        "list": ("名录", "名录名称", "名录类型", "名录类别", "名单", "名单类型", "列入名录"),
        "ground": ("列入事由", "列入原因", "列入理由", "事由", "列入情形"),
        "listed_on": ("列入日期", "列入时间", "列入决定日期"),
        "removed_on": ("移出日期", "移出时间", "移出决定日期"),
    },
    FactKind.PENALTY: {
        "penalty": ("处罚种类", "处罚类型", "处罚类别", "行政处罚种类", "处罚"),
        "minor": ("是否轻微", "是否轻微处罚", "轻微"),
        "amount": ("罚款金额", "处罚金额", "罚没金额", "金额"),
        "decided_on": ("处罚决定日期", "处罚日期", "决定日期", "处罚时间", "处罚决定时间"),
        "served": ("是否履行完毕", "履行情况", "是否履行", "是否已履行", "是否执行完毕"),
    },
    FactKind.GRADE: {
        "grade": ("评估等级", "等级", "获评等级", "社会组织评估等级"),
        "announced_on": ("公告日期", "公告时间", "评估公告日期", "授予日期", "评定日期"),
        "number": ("证书编号", "等级证书编号", "证书号", "公告文号", "文号"),
        "rating_body": ("评估机关", "评估机构", "授予机关", "公告机关", "评定机关"),
        "valid_to": ("有效期至", "等级有效期至", "有效期止", "证书有效期至"),
    },
    FactKind.AWARD: {
        "scheme": ("奖励项目", "奖励名称", "项目", "奖励", "项目名称", "奖补项目"),
        "grade": ("对应等级", "奖励等级", "评估等级", "等级"),
        "amount": ("金额", "奖励金额", "发放金额", "支付金额", "已发金额"),
        "paid_on": ("支付日期", "发放日期", "拨付日期", "支付时间", "发放时间"),
    },
}
REQUIRED: dict[FactKind, frozenset[str]] = {
    FactKind.INSPECTION: frozenset({"year", "result"}),
    FactKind.LISTING: frozenset({"list", "listed_on"}),
    FactKind.PENALTY: frozenset({"penalty", "decided_on"}),
    FactKind.GRADE: frozenset({"grade", "announced_on"}),
    FactKind.AWARD: frozenset({"scheme", "amount", "paid_on"}),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet's kind, its heading row, which column is where, and which amounts are in 万元."""

    kind: FactKind
    heading_row: int
    places: dict[str, int]
    in_wan: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row under the headings: its place in its sheet (from 1) and its cells."""

    place: int
    cells: dict[str, object]


def columns_of(kind: FactKind) -> dict[str, tuple[str, ...]]:
    """Every column a sheet of this kind may have, with its headings, the usual one first."""
    return WHO | COLUMNS[kind]


def find_layout(grid: Grid) -> Layout | None:
    """What kind of sheet this is; None when its headings are those of none."""
    found = [
        layout
        for index, row in enumerate(grid[:SEARCHED_ROWS])
        for kind in FactKind
        if (layout := _layout(kind, index, row)) is not None
    ]
    return max(found, key=lambda layout: len(layout.places), default=None)


def names_codes(grid: Grid) -> bool:
    """Whether a heading for credit codes stands in the sheet, so that it looks like a list."""
    return any(plain_heading(cell) in WHO[CODE] for row in grid[:SEARCHED_ROWS] for cell in row)


def rows(grid: Grid, layout: Layout) -> Iterator[Row]:
    """The rows under the headings that are not empty."""
    for index in range(layout.heading_row + 1, len(grid)):
        row = grid[index]
        cells = {name: row[at] for name, at in layout.places.items() if at < len(row)}
        if any(cell not in ("", None) for cell in cells.values()):
            yield Row(index + 1, cells)


def _layout(kind: FactKind, index: int, row: Sequence[object]) -> Layout | None:
    places: dict[str, int] = {}
    in_wan = False
    for at, cell in enumerate(row):
        plain = plain_heading(cell)
        short = without_brackets(plain)
        for name, headings in columns_of(kind).items():
            if name not in places and (plain in headings or short in headings):
                places[name] = at
                in_wan = in_wan or (name == "amount" and "万" in plain)
    needed = REQUIRED[kind] | {CODE, NAME}
    return Layout(kind, index, places, in_wan) if needed <= places.keys() else None
