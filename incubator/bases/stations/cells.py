"""What the cells of a list of stations may say, in the words people use. Pure functions.

Each returns what was understood, None for an empty cell, and raises ``Unreadable`` for the rest.
"""

import re
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

import cn2an

from incubator.bases.enums import BaseLevel
from portal.organisations.imports import values
from portal.organisations.imports.values import Unreadable

LEVELS = {
    BaseLevel.CITY: ("市", "市级", "市本级", "地市级"),
    BaseLevel.BANNER: (
        "旗区",
        "旗区级",
        "旗县区",
        "旗县",
        "区",
        "旗",
        "区级",
        "旗级",
        "县级",
        "旗县级",
    ),
    BaseLevel.STREET: (
        "街道",
        "街道级",
        "苏木镇",
        "苏木",
        "镇",
        "乡镇",
        "乡",
        "镇级",
        "街镇",
        "乡镇级",
    ),
    BaseLevel.COMMUNITY: ("社区", "社区级", "嘎查村", "嘎查", "村", "村级", "居委会", "嘎查村级"),
}
_LEVELS = {words: level for level, many in LEVELS.items() for words in many}
_OFFICE = re.compile(r"(?:街道)?(?:办事处|街道办)$|人民政府$|居民委员会$|居委会$|村民委员会$")
_CITY = re.compile(r"^(?:内蒙古自治区|内蒙古)?(?:鄂尔多斯市)?")
_NUMBER = re.compile(
    r"(?:约|共)?(\d+(?:\.0+)?)(?:人|名|位|个|座|席|㎡|m2|平方米|平米|平)?(?:左右)?"
)
_UNIT = re.compile(r"(?:人|名|位|个|座|席|平方米|平米|平)$")
_FREE = frozenset(
    {"免费", "无偿", "不收费", "公益", "公益免费", "免收", "无", "0", "0元", "免费开放"}
)
_PRICE = re.compile(
    r"(?:每(?:小时|时)|¥|人民币)*(\d+(?:\.\d{1,2})?)(?:元|块)?(?:(?:/|每|一)(?:小时|时|h|个小时))?"
)
_OLD = re.compile(r"[（(](?:旧|原|老|旧站|旧名|原名|曾用名|已搬迁|旧址)[）)]$")
_PARTS = re.compile(r"[、，,;；/\s]+")
MOST = 32_000


def level(cell: object) -> BaseLevel | None:
    """The level of a station."""
    words = plain(cell)
    if not words:
        return None
    if words not in _LEVELS:
        raise Unreadable(words)
    return _LEVELS[words]


def place(cell: object) -> str:
    """The name of a banner, street or community, without the office that bears it."""
    words = values.name(cell)
    shorter = _CITY.sub("", words)
    found = _OFFICE.sub("", shorter) if shorter.endswith(("处", "会", "府", "办")) else shorter
    if shorter.endswith(("街道办事处", "街道办")):
        found += "街道" if not found.endswith("街道") else ""
    return found or words


def number(cell: object) -> tuple[int | None, bool]:
    """A whole number, and whether it stood there in figures; 十二人 is understood."""
    words = plain(cell)
    if not words:
        return None, True
    if found := _NUMBER.fullmatch(words.lower()):
        return _sized(int(float(found[1])), words), True
    try:
        amount = Decimal(str(cn2an.cn2an(_UNIT.sub("", words), "smart")))
    except (ValueError, KeyError, InvalidOperation) as error:
        raise Unreadable(words) from error
    if amount != amount.to_integral_value() or amount < 0:
        raise Unreadable(words)
    return _sized(int(amount), words), False


def price(cell: object) -> int | None:
    """Fen per hour. A price by the day, or one to be agreed upon, is unreadable."""
    words = plain(cell)
    if not words:
        return None
    if words in _FREE:
        return 0
    found = _PRICE.fullmatch(words.lower())
    if found is None:
        raise Unreadable(words)
    fen = int(Decimal(found[1]) * 100)
    if fen > 10**8:
        raise Unreadable(words)
    return fen


def parts(cell: object) -> list[str]:
    """The services a station offers, one word each, none twice."""
    return list(dict.fromkeys(word[:40] for word in _PARTS.split(values.text(cell)) if word))


def without_old_mark(name: str) -> str:
    """A name without （旧） behind it; the name itself when there is no such mark."""
    return _OLD.sub("", name)


def plain(cell: object) -> str:
    """A cell without spaces and differences of width."""
    return "".join(normalize("NFKC", values.text(cell)).split())


def _sized(amount: int, words: str) -> int:
    if amount > MOST:
        raise Unreadable(words)
    return amount
