"""The spreadsheet of a sheet: its pages, headings, and the words that stand in its cells."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import override

from portal.organisations.record.enums import GradeLevel
from ratings.schemes.enums import LETTER, NO_GRADE, Evidence, Nature, Rebase

POINTS_PAGE, BANDS_PAGE, BASICS_PAGE = "指标", "等级分数线", "基本信息"
YES, NO = "是", "否"
NOBODY = "不予评级"


class Column(StrEnum):
    """A column of the page of points."""

    GROUP_CODE = "group_code"
    GROUP = "group"
    GROUP_TOTAL = "group_total"
    ITEM_CODE = "item_code"
    ITEM = "item"
    CODE = "code"
    POINT = "point"
    NATURE = "nature"
    MAXIMUM = "maximum"
    METHOD = "method"
    EVIDENCE = "evidence"
    MAY_NOT_APPLY = "may_not_apply"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Head:
    """How a column is headed, by which other headings it is known, and how wide it is."""

    heading: str
    known_as: tuple[str, ...] = ()
    wide: int = 12


HEADS: Mapping[Column, Head] = {
    Column.GROUP_CODE: Head("一级编码", ("一级指标编码", "一级序号"), 10),
    Column.GROUP: Head("一级指标", ("一级", "类别"), 16),
    Column.GROUP_TOTAL: Head("一级分值", ("一级指标分值",), 10),
    Column.ITEM_CODE: Head("二级编码", ("二级指标编码", "二级序号"), 10),
    Column.ITEM: Head("二级指标", ("二级",), 20),
    Column.CODE: Head("三级编码", ("三级指标编码", "编码", "序号", "三级序号"), 10),
    Column.POINT: Head("三级指标", ("三级", "指标", "评估内容", "评估要点"), 30),
    Column.NATURE: Head("性质", ("指标性质", "类型"), 8),
    Column.MAXIMUM: Head("分值", ("满分", "标准分", "三级分值", "三级指标分值"), 8),
    Column.METHOD: Head("评分方法", ("评分标准", "评分细则", "计分方法", "评分办法"), 50),
    Column.EVIDENCE: Head("佐证材料", ("证明材料", "佐证", "所需材料", "评估材料"), 30),
    Column.MAY_NOT_APPLY: Head("可不适用", ("可以不适用", "可缺项"), 10),
    Column.CAP: Head("否决后最高等级", ("最高等级", "否决等级"), 16),
}
NEEDED = (Column.GROUP, Column.ITEM, Column.POINT, Column.MAXIMUM)
BAND_HEADS = ("等级", "最低分")
BASICS_HEADS = ("事项", "内容")
BASICS = {
    "total": "总分",
    "bonus_most": "加分上限",
    "rebase": "不适用指标的处理",
    "basis": "依据",
    "introduction": "说明",
}


def evidence_words(code: str) -> str:
    """The Chinese name of a paper; what is no known paper stays as it was written."""
    with override("zh-hans"):
        return str(Evidence(code).label) if code in Evidence.values else code


def _both(choices: type[Evidence] | type[Nature] | type[Rebase]) -> dict[str, str]:
    """Names in Chinese and English, and the codes themselves → code."""
    found = {value: value for value in choices.values}
    for language in ("en", "zh-hans"):
        with override(language):
            found |= {str(label): value for value, label in choices.choices}
    return found


def known(choices: type[Evidence] | type[Nature] | type[Rebase], words: str) -> str | None:
    """The code of what stands in a cell, in either language; None when it is not known."""
    return _both(choices).get(words)


def nature_words(code: str) -> str:
    """The Chinese word for what a point does."""
    with override("zh-hans"):
        return str(Nature(code).label)


def rebase_words(code: str) -> str:
    """The Chinese words for what happens to points that do not apply."""
    with override("zh-hans"):
        return str(Rebase(code).label)


def grade_words(level: int | None) -> str:
    """3A, or the words for "no grade"; empty when it is not said."""
    if level is None:
        return ""
    return NOBODY if level == NO_GRADE else f"{level}{LETTER}"


def grade_level(words: str) -> int | None:
    """The level of 3A, AAA or "no grade"; None when it is not known."""
    plain = words.strip().upper()
    if plain == NOBODY:
        return NO_GRADE
    levels = {f"{level}{LETTER}": level for level in GradeLevel.values}
    return (levels | {LETTER * level: level for level in GradeLevel.values}).get(plain)
