"""Understands the cells of an uploaded list of workers; pure functions.

A fault is {code, column, read, params}: what is wrong, in which column, what was read (masked).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from incubator.workers.entered import Entered, Job, Months, Paper
from incubator.workers.enums import Contract, Level, Proof
from portal.core import masking
from portal.core.text import narrow
from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable

V = TypeVar("V")
LONGEST = 120
LOOKED_AT = 20
EMPTY = ("", "-", "—", "/", "无", "暂无")
MONTH = re.compile(r"(\d{4})[-./年]?(\d{1,2})月?")
AS_NUMBER = "number_is_rounded"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list: key, heading, an example, other headings, and whether it is needed."""

    key: str
    heading: str
    example: str
    known_as: tuple[str, ...] = ()
    needed: bool = False


COLUMNS = (
    Column("name", "姓名", "王芳", ("名字", "社工姓名", "name"), needed=True),
    Column("number", "身份证号", "", ("身份证号码", "公民身份号码", "证件号码"), needed=True),
    Column("born_on", "出生日期", "1992-03-08", ("出生年月日", "生日")),
    Column("level", "证书级别", "助理社会工作师", ("级别", "职业水平", "证书等级", "职业资格")),
    Column("certificate", "证书编号", "15122000123", ("证书号", "证书管理号", "管理号")),
    Column("issued_on", "发证日期", "2022-11-30", ("批准日期", "取得时间", "取证日期")),
    Column("valid_until", "登记有效期至", "2025-11-29", ("有效期至", "证书有效期至")),
    Column("post", "岗位", "一线社工", ("职务", "岗位名称")),
    Column("contract", "合同类型", "固定期限", ("劳动合同", "合同种类"), needed=True),
    Column(
        "begins_on", "合同开始日期", "2024-03-01", ("入职日期", "入职时间", "合同起"), needed=True
    ),
    Column("until", "合同结束日期", "2027-02-28", ("合同止", "合同到期日")),
    Column("full_time", "专职或兼职", "专职", ("专兼职", "是否专职", "用工形式")),
    Column("first", "参保起始月", "2026-01", ("参保起", "参保开始")),
    Column("last", "参保截止月", "2026-06", ("参保止", "参保结束")),
    Column("reference", "参保证明编号", "", ("参保凭证号", "证明编号")),
)
BY_KEY = {column.key: column for column in COLUMNS}
LEVELS = {
    "助理社会工作师": Level.ASSISTANT, "助理": Level.ASSISTANT, "初级": Level.ASSISTANT,
    "助理社工师": Level.ASSISTANT, "社会工作师": Level.SOCIAL_WORKER, "中级": Level.SOCIAL_WORKER,
    "社工师": Level.SOCIAL_WORKER, "高级社会工作师": Level.SENIOR, "高级": Level.SENIOR,
    "高级社工师": Level.SENIOR,
}  # fmt: skip
CONTRACTS = {
    "固定期限": Contract.FIXED, "固定期限劳动合同": Contract.FIXED, "劳动合同": Contract.FIXED,
    "无固定期限": Contract.OPEN, "无固定期限劳动合同": Contract.OPEN, "任务期限": Contract.TASK,
    "以完成一定工作任务为期限": Contract.TASK, "劳务": Contract.SERVICE,
    "劳务协议": Contract.SERVICE, "劳务合同": Contract.SERVICE,
}  # fmt: skip
HOURS = {"专职": True, "全职": True, "是": True, "兼职": False, "否": False, "非全日制": False}
DATES = ("born_on", "issued_on", "valid_until", "begins_on", "until")
Cells = dict[str, str]
Fault = dict[str, Any]


@dataclass(slots=True)
class Understood:
    """A row as understood, with what could not be."""

    entered: Entered = field(default_factory=Entered)
    faults: list[Fault] = field(default_factory=list)


def heading(grid: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the place of each column, where name and number are named."""
    for index, row in enumerate(grid[:LOOKED_AT]):
        names = {_plain(cell): at for at, cell in reversed(list(enumerate(row))) if cell}
        places = {
            column.key: names[known]
            for column in COLUMNS
            for known in map(_plain, reversed((column.heading, *column.known_as)))
            if known in names
        }
        if {"name", "number"} <= places.keys():
            return index, places
    return None


def cells(row: Sequence[object], places: Mapping[str, int]) -> Cells:
    """The cells of a row as text; a number that the spreadsheet has rounded is marked."""
    found = {
        key: values.text(row[at])[: 2 * LONGEST] for key, at in places.items() if at < len(row)
    }
    at = places["number"]
    if at < len(row) and isinstance(row[at], int | float) and len(found["number"]) > 15:
        found[AS_NUMBER] = "1"
    return found


def understand(row: Cells) -> Understood:
    """What a row says, with a fault for every cell that cannot be read."""
    found = Understood()
    for key, words in row.items():
        if key in BY_KEY:
            _sound(found, key, words)
    said = {key: "" if words in EMPTY else words for key, words in row.items()}
    if row.get(AS_NUMBER):
        found.faults.append(fault("id_as_number", "number", said["number"]))
    days = {key: _day(found, key, said.get(key, "")) for key in DATES}
    level = _one_of(found, "level", said, LEVELS)
    contract = _one_of(found, "contract", said, CONTRACTS)
    full = _one_of(found, "full_time", said, HOURS)
    first, last = (_month(found, key, said.get(key, "")) for key in ("first", "last"))
    found.entered = Entered(
        name=values.name(said.get("name", "")),
        number=said.get("number", ""),
        born_on=days["born_on"],
        paper=Paper(
            str(level or ""),
            narrow(said.get("certificate", "")).upper(),
            days["issued_on"],
            days["valid_until"],
        ),
        job=Job(
            said.get("post", ""),
            str(contract or ""),
            days["begins_on"],
            days["until"],
            full is not False,
        ),
        months=Months(
            first, last, Proof.INSURANCE if first or last else "", said.get("reference", "")
        ),
    )
    return found


def fault(code: str, column: str, read: str, **params: Any) -> Fault:
    """A fault as it is kept; what was read is masked where it is personal."""
    return {"code": code, "column": column, "read": shown(column, read), "params": params}


def shown(column: str, read: str) -> str:
    """A cell as pages show it: numbers masked, long words cut."""
    if column == "number":
        return masking.resident_id(narrow(read))[:40]
    if column == "certificate":
        plain = narrow(read)
        return "*" * max(0, len(plain) - 4) + plain[-4:] if len(plain) > 4 else plain
    return read[:40]


def _sound(found: Understood, key: str, words: str) -> None:
    if (len(words) > 1 and words[0] in "=@＝＠") or words[:2] in ("+=", "-="):
        found.faults.append(fault("cell_is_formula", key, words))
    elif len(words) > LONGEST:
        found.faults.append(fault("cell_too_long", key, words, most=LONGEST))


def _day(found: Understood, key: str, words: str) -> date | None:
    try:
        return values.day(words)
    except Unreadable:
        found.faults.append(fault("date_unreadable", key, words))
        return None


def _month(found: Understood, key: str, words: str) -> date | None:
    if not words:
        return None
    parts = MONTH.fullmatch(narrow(words))
    try:
        if parts:
            return date(int(parts[1]), int(parts[2]), 1)
        day = values.day(words)
    except (ValueError, Unreadable):
        day = None
    if day is None:
        found.faults.append(fault("month_unreadable", key, words))
        return None
    return day.replace(day=1)


def _one_of(found: Understood, key: str, said: Cells, table: Mapping[str, V]) -> V | None:
    words = "".join(said.get(key, "").split())
    if not words:
        return None
    if words not in table:
        offered = "、".join(dict.fromkeys(table))
        found.faults.append(fault("not_offered", key, words, offered=offered))
        return None
    return table[words]


def _plain(cell: object) -> str:
    return "".join(values.text(cell).rstrip("*＊").split()).lower()
