"""What the cells of a record list may say, in the words offices use. Pure functions.

Each returns what was understood, None for an empty cell, and raises ``Unreadable`` for the rest.
"""

import re
from typing import TypeVar
from unicodedata import normalize

from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable
from portal.organisations.record.enums import (
    CreditList,
    GradeLevel,
    InspectionResult,
    PenaltyKind,
)

T = TypeVar("T")
RESULTS = {
    "合格": InspectionResult.QUALIFIED,
    "年检合格": InspectionResult.QUALIFIED,
    "基本合格": InspectionResult.BASICALLY_QUALIFIED,
    "年检基本合格": InspectionResult.BASICALLY_QUALIFIED,
    "不合格": InspectionResult.UNQUALIFIED,
    "年检不合格": InspectionResult.UNQUALIFIED,
    "未参检": InspectionResult.ABSENT,
    "未参加": InspectionResult.ABSENT,
    "未参加年检": InspectionResult.ABSENT,
    "未年检": InspectionResult.ABSENT,
    "无需参检": InspectionResult.NOT_REQUIRED,
    "无需年检": InspectionResult.NOT_REQUIRED,
    "不需参检": InspectionResult.NOT_REQUIRED,
    "当年不参检": InspectionResult.NOT_REQUIRED,
}
LISTS = {
    "活动异常名录": CreditList.ABNORMAL,
    "社会组织活动异常名录": CreditList.ABNORMAL,
    "异常名录": CreditList.ABNORMAL,
    "活动异常": CreditList.ABNORMAL,
    "严重违法失信名单": CreditList.DISHONEST,
    "社会组织严重违法失信名单": CreditList.DISHONEST,
    "严重违法失信": CreditList.DISHONEST,
    "严重失信名单": CreditList.DISHONEST,
}
PENALTIES = {
    "警告": PenaltyKind.WARNING,
    "警告并处罚款": PenaltyKind.FINE,
    "罚款": PenaltyKind.FINE,
    "没收违法所得": PenaltyKind.CONFISCATION,
    "没收非法所得": PenaltyKind.CONFISCATION,
    "没收非法财物": PenaltyKind.CONFISCATION,
    "没收": PenaltyKind.CONFISCATION,
    "限期停止活动": PenaltyKind.SUSPENSION,
    "责令限期停止活动": PenaltyKind.SUSPENSION,
    "责令停止活动": PenaltyKind.SUSPENSION,
    "停止活动": PenaltyKind.SUSPENSION,
    "撤销登记": PenaltyKind.REVOCATION,
    "吊销登记证书": PenaltyKind.REVOCATION,
    "其他": PenaltyKind.OTHER,
}
ANSWERS = {
    "是": True,
    "已履行": True,
    "已履行完毕": True,
    "履行完毕": True,
    "轻微": True,
    "否": False,
    "未履行": False,
    "未履行完毕": False,
    "部分履行": False,
    "不轻微": False,
}
_LETTERS = re.compile(r"A{1,5}")
_FIGURES = re.compile(r"([1-5])A")
_NUMERALS = {sign: str(figure) for figure, sign in enumerate("一二三四五", start=1)}
_YEAR = re.compile(r"(\d{4})年?度?")


def result(cell: object) -> InspectionResult | None:
    """The result of an annual inspection."""
    return _known(cell, RESULTS)


def credit_list(cell: object) -> CreditList | None:
    """Which of the two lists."""
    return _known(cell, LISTS)


def penalty(cell: object) -> PenaltyKind | None:
    """The kind of a penalty."""
    return _known(cell, PENALTIES)


def yes(cell: object) -> bool | None:
    """Yes or no."""
    return _known(cell, ANSWERS)


def grade(cell: object) -> GradeLevel | None:
    """A grade as AAA, 3A, 三A or with 级 behind it."""
    plain = _plain(cell).upper().removesuffix("级")
    if not plain:
        return None
    plain = _NUMERALS.get(plain[0], plain[0]) + plain[1:]
    if found := _FIGURES.fullmatch(plain):
        return GradeLevel(int(found[1]))
    if _LETTERS.fullmatch(plain):
        return GradeLevel(len(plain))
    raise Unreadable(plain)


def year(cell: object) -> int | None:
    """A year, with or without 年度 behind it."""
    plain = _plain(cell)
    if not plain:
        return None
    if found := _YEAR.fullmatch(plain):
        return int(found[1])
    raise Unreadable(plain)


def _plain(cell: object) -> str:
    return "".join(normalize("NFKC", values.text(cell)).split())


def _known(cell: object, table: dict[str, T]) -> T | None:
    plain = _plain(cell)
    if not plain:
        return None
    if plain not in table:
        raise Unreadable(plain)
    return table[plain]
