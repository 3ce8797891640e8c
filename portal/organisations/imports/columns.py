"""Recognises the columns of a list by their headings, wherever they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize


class Column(StrEnum):
    """What a column of a register list says."""

    NAME = "name"
    CODE = "code"
    KIND = "kind"
    FORMER_NAME = "former_name"
    LEGAL_REPRESENTATIVE = "legal_representative"
    REGISTERED_ON = "registered_on"
    REGISTRY = "registry"
    SUPERVISING_UNIT = "supervising_unit"
    CAPITAL = "capital"
    DOMICILE = "domicile"
    SCOPE = "scope"
    STATE = "state"
    CERTIFICATE_FROM = "certificate_from"
    CERTIFICATE_TO = "certificate_to"


REQUIRED = (Column.NAME, Column.CODE)
HEADINGS: dict[Column, tuple[str, ...]] = {
    Column.NAME: (
        "社会组织名称",
        "名称",
        "单位名称",
        "组织名称",
        "机构名称",
        "社会组织全称",
        "全称",
        "社团名称",
        "现名称",
        "name",
        "organisationname",
    ),
    Column.CODE: (
        "统一社会信用代码",
        "社会信用代码",
        "统一信用代码",
        "信用代码",
        "统一代码",
        "统一社会信用代码证号",
        "creditcode",
        "uscc",
    ),
    Column.KIND: (
        "社会组织类型",
        "组织类型",
        "类型",
        "社会组织类别",
        "类别",
        "登记类型",
        "机构类型",
        "kind",
    ),
    Column.FORMER_NAME: ("曾用名", "曾用名称", "原名称", "原名", "更名前名称", "变更前名称"),
    Column.LEGAL_REPRESENTATIVE: (
        "法定代表人",
        "法人代表",
        "法定代表人姓名",
        "法人",
        "负责人",
        "法人姓名",
    ),
    Column.REGISTERED_ON: (
        "成立登记日期",
        "成立日期",
        "登记日期",
        "注册日期",
        "成立时间",
        "登记时间",
        "注册时间",
        "成立登记时间",
        "发证日期",
        "批准日期",
        "批准成立日期",
    ),
    Column.REGISTRY: (
        "登记管理机关",
        "登记机关",
        "登记管理机关名称",
        "登记部门",
        "发证机关",
        "注册机关",
    ),
    Column.SUPERVISING_UNIT: (
        "业务主管单位",
        "主管单位",
        "业务主管部门",
        "主管部门",
        "业务主管单位名称",
    ),
    Column.CAPITAL: (
        "注册资金",
        "注册资本",
        "开办资金",
        "原始基金",
        "活动资金",
        "注册资金数额",
        "原始基金数额",
    ),
    Column.DOMICILE: ("住所", "地址", "住址", "办公地址", "登记地址", "注册地址", "住所地"),
    Column.SCOPE: ("业务范围", "宗旨和业务范围", "宗旨及业务范围", "业务", "经营范围", "活动范围"),
    Column.STATE: ("登记状态", "状态", "社会组织状态", "法人状态", "存续状态", "当前状态"),
    Column.CERTIFICATE_FROM: (
        "证书有效期自",
        "有效期自",
        "证书起始日期",
        "有效期起",
        "证书有效期起",
        "有效期开始日期",
    ),
    Column.CERTIFICATE_TO: (
        "证书有效期至",
        "有效期至",
        "证书截止日期",
        "有效期止",
        "证书有效期止",
        "有效期截止日期",
        "证书到期日期",
    ),
}
BY_HEADING = {words: column for column, many in HEADINGS.items() for words in many}
SEARCHED_ROWS = 30
_BRACKETS = re.compile(r"[(\[【〔].*?[)\]】〕]")
_NOISE = re.compile(r"[\s*:\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the headings stand (row index), which column is where, and the unit of the funds."""

    heading_row: int
    places: dict[Column, int]
    funds_in_wan: bool = True

    @property
    def missing(self) -> tuple[Column, ...]:
        """The columns without which no row can be understood."""
        return tuple(column for column in REQUIRED if column not in self.places)


def find_layout(rows: Sequence[Sequence[object]]) -> Layout:
    """The layout read from the row among the first thirty that names the most columns."""
    layouts = [_layout(index, row) for index, row in enumerate(rows[:SEARCHED_ROWS])]
    empty = Layout(0, {})
    return max(layouts, key=lambda found: (not found.missing, len(found.places)), default=empty)


def plain_heading(cell: object) -> str:
    """A heading without spaces, stars, colons and differences of width and case."""
    return _NOISE.sub("", normalize("NFKC", cell).lower()) if isinstance(cell, str) else ""


def without_brackets(heading: str) -> str:
    """A plain heading without what stands in brackets (units, remarks)."""
    return _BRACKETS.sub("", heading)


def _layout(index: int, row: Sequence[object]) -> Layout:
    places: dict[Column, int] = {}
    in_wan = True
    for place, cell in enumerate(row):
        plain = plain_heading(cell)
        column = BY_HEADING.get(plain) or BY_HEADING.get(without_brackets(plain))
        if column is not None and column not in places:
            places[column] = place
            if column is Column.CAPITAL:
                in_wan = "万" in plain or "元" not in plain
    return Layout(index, places, in_wan)
