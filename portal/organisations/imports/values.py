"""Understands single cells: text, dates, money, codes of kind and state. Pure functions.

Each returns what was understood; None means "nothing stands there", and ``Unreadable`` is raised
for something that stands there and cannot be understood.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar
from unicodedata import category, normalize

import cn2an

from portal.bodies.enums import BodyKind
from portal.core import clock
from portal.organisations.register.enums import RegisterState

Cell = object
V = TypeVar("V")
SERIAL_ZERO = date(1899, 12, 30)
SERIALS = range(7_000, 80_000)
EARLIEST = date(1912, 1, 1)
FEN_PER_WAN = 1_000_000
MOST_FEN = 10**15

KINDS = {
    "社会团体": BodyKind.SOCIAL_GROUP,
    "社团": BodyKind.SOCIAL_GROUP,
    "社会服务机构": BodyKind.SOCIAL_SERVICE_INSTITUTION,
    "民办非企业单位": BodyKind.SOCIAL_SERVICE_INSTITUTION,
    "民办非企业": BodyKind.SOCIAL_SERVICE_INSTITUTION,
    "民非": BodyKind.SOCIAL_SERVICE_INSTITUTION,
    "基金会": BodyKind.FOUNDATION,
}
STATES = {
    "正常": RegisterState.NORMAL,
    "存续": RegisterState.NORMAL,
    "在册": RegisterState.NORMAL,
    "有效": RegisterState.NORMAL,
    "注销": RegisterState.DEREGISTERED,
    "已注销": RegisterState.DEREGISTERED,
    "注销登记": RegisterState.DEREGISTERED,
    "撤销": RegisterState.REVOKED,
    "已撤销": RegisterState.REVOKED,
    "撤销登记": RegisterState.REVOKED,
    "吊销": RegisterState.CERTIFICATE_REVOKED,
    "已吊销": RegisterState.CERTIFICATE_REVOKED,
    "吊销登记证书": RegisterState.CERTIFICATE_REVOKED,
}
_UNCLEAN = re.compile(
    r"[^\S ]|  |^ | $|[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
_DIGITS = re.compile(r"\d{8}")
_PARTS = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T ]?[\d:.]+)?")
_CHINESE_DATE = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)日"
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff（）"
_SPACES_BY_WIDE = re.compile(rf"(?<=[{_WIDE}]) +| +(?=[{_WIDE}])")
_PLAIN = re.compile(rf"[{_WIDE.replace('（）', '')}、。，；：·“”]+")
_NUMERALS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))


class Unreadable(ValueError):
    """Something stands in the cell that cannot be understood."""


def text(cell: Cell) -> str:
    """The cell as one line of clean text; numbers without a needless ".0"."""
    if isinstance(cell, str):
        return _clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return clock.day(cell).isoformat()
    return str(cell)


def name(cell: Cell) -> str:
    """A Chinese name: no spaces beside Chinese signs, Latin narrow, brackets wide."""
    words = text(cell)
    if not words or (_PLAIN.fullmatch(words) and not _has_wide_latin(words)):
        return words
    narrow = "".join(normalize("NFKC", c) if "！" <= c <= "～" else c for c in words)
    wide = narrow.replace("(", "（").replace(")", "）").replace(",", "，")
    return _SPACES_BY_WIDE.sub("", wide)


def day(cell: Cell) -> date | None:
    """A date in any of the notations lists use, spreadsheet serials among them."""
    if isinstance(cell, datetime):
        return _possible(clock.day(cell))
    if isinstance(cell, date):
        return _possible(cell)
    words = normalize("NFKC", text(cell))
    if not words:
        return None
    if _DIGITS.fullmatch(words):
        return _date(words[:4], words[4:6], words[6:])
    if parts := _PARTS.fullmatch(words):
        return _date(*parts.groups())
    if words.isdecimal() and len(words) == 5 and int(words) in SERIALS:
        return _possible(SERIAL_ZERO + timedelta(days=int(words)))
    if chinese := _CHINESE_DATE.fullmatch(words):
        year, month, day_ = chinese.groups()
        return _date("".join(_NUMERALS[c] for c in year), _numeral(month), _numeral(day_))
    raise Unreadable(words)


def fen(cell: Cell, *, in_wan: bool) -> tuple[int | None, bool]:
    """Funds in fen, and whether they stood there as a plain number.

    A unit in the cell (元, 万元) wins over the heading's; numerals in words are understood.
    """
    words = normalize("NFKC", text(cell)).replace(",", "").replace(" ", "")
    if not words:
        return None, True
    plain = _NUMBER.fullmatch(words) is not None
    bare = words.removeprefix("人民币").removesuffix("整").removesuffix("圆").removesuffix("元")
    if not plain:
        in_wan = bare.endswith("万") or (in_wan and bare == words and "万" not in bare)
        bare = bare.removesuffix("万")
    amount = _amount(bare) * (FEN_PER_WAN if in_wan else 100)
    if amount != amount.to_integral_value() or not 0 <= amount < MOST_FEN:
        raise Unreadable(words)
    return int(amount), plain


def kind(cell: Cell) -> BodyKind | None:
    """The type of a social organisation; old and new names of a type are one."""
    return _known(cell, KINDS)


def state(cell: Cell) -> RegisterState | None:
    """The state in the register."""
    return _known(cell, STATES)


def starts_as_formula(words: str) -> bool:
    """Whether a spreadsheet program would take the text for a formula."""
    return words[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def _known(cell: Cell, table: dict[str, V]) -> V | None:
    words = name(cell)
    if not words:
        return None
    if words not in table:
        raise Unreadable(words)
    return table[words]


def _clean(words: str) -> str:
    if not _UNCLEAN.search(words):
        return words
    kept = (" " if c.isspace() else c for c in words if c.isspace() or category(c)[0] != "C")
    return " ".join("".join(kept).split())


def _has_wide_latin(words: str) -> bool:
    return any("！" <= c <= "～" and c not in "（），；：" for c in words)


def _date(year: str, month: str, day_: str) -> date:
    try:
        return _possible(date(int(year), int(month), int(day_)))
    except ValueError as error:
        raise Unreadable(f"{year}-{month}-{day_}") from error


def _possible(found: date) -> date:
    if found < EARLIEST:
        raise Unreadable(found.isoformat())
    return found


def _numeral(words: str) -> str:
    tens, ten, ones = words.partition("十")
    if not ten:
        return "".join(_NUMERALS[c] for c in words)
    first = _NUMERALS[tens] if tens else "1"
    return first + (_NUMERALS[ones] if ones else "0")


def _amount(words: str) -> Decimal:
    try:
        return Decimal(words)
    except InvalidOperation:
        pass
    try:
        return Decimal(str(cn2an.cn2an(words, "smart")))
    except (ValueError, KeyError, InvalidOperation) as error:
        raise Unreadable(words) from error
