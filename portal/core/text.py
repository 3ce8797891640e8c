"""Chinese text as the search and the register compare it.

One folding, one way to cut into bigrams, one table of readings: every engine and every list sees
the same tokens.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007\U00020000-\U0003ffff"
TOKENS = re.compile(rf"(?=([{HAN}]{{2}}))[{HAN}]|(?<![{HAN}])([{HAN}])(?![{HAN}])|([^\W_{HAN}]+)")
PIECES = re.compile(rf"([{HAN}]+)|([^\W_{HAN}]+)")
CUTS = re.compile(r"[\s'’-]+")
READINGS = Path(__file__).parent / "data" / "readings.toml"
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x200B, 0x2060, 0xFEFF)
)


def narrow(text: str) -> str:
    """Half width for full width, and no spaces at all, not even invisible ones (codes, numbers)."""
    return "".join(text.translate(WIDE).split())


def fold(text: str) -> str:
    """The form in which texts are compared.

    Compatibility signs resolved (NFKC), lower case, traditional signs made simplified, every run
    of spaces one space, none at the ends.
    """
    lowered = unicodedata.normalize("NFKC", text).lower()
    if not lowered.isascii():
        lowered = _converter().convert(lowered)
    return " ".join(lowered.split())


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Han signs; a lone sign, a word or a code stays whole. In order."""
    return [pair or lone or word for pair, lone, word in TOKENS.findall(fold(text))]


def pinyin(text: str) -> list[str]:
    """One syllable for each Han sign, without tones (ü is v); words and codes stay whole.

    Names of this region are read as people here read them.
    """
    read: list[str] = []
    for han, word in PIECES.findall(fold(text)):
        read += _read(han) if han else [word]
    return read


def initials(text: str) -> str:
    """The first letters: 康巴什区 → kbsq; words and codes stay whole."""
    read: list[str] = []
    for han, word in PIECES.findall(fold(text)):
        read += [syllable[0] for syllable in _read(han)] if han else [word]
    return "".join(read)


def segmentations(joined: str, *, limit: int = 8) -> list[tuple[str, ...]]:
    """The ways to cut typed pinyin into syllables, fewest syllables first.

    ``kangbashi`` → (kang, ba, shi); ``xian`` → (xian), (xi, an). Spaces and apostrophes are
    kept as cuts. Empty when some part is no pinyin, or when there are none.
    """
    parts = [part for part in CUTS.split(fold(joined).replace("ü", "v")) if part]
    ways: list[tuple[str, ...]] = [()] if parts else []
    for part in parts:
        longer = [way + cut for way in ways for cut in _cut(part, limit)]
        ways = sorted(longer, key=len)[:limit]
    return ways


@cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """The local readings, the operator's file over the portal's own."""
    files = (READINGS, Path(settings.DATA) / "readings.toml")
    lines = {
        name: tuple(str(reading).split())
        for file in files
        if file.exists()
        for name, reading in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }
    wrong = [name for name, reading in lines.items() if len(name) != len(reading)]
    if wrong:
        raise ValueError(f"readings.toml: one syllable for each sign, please: {', '.join(wrong)}")
    return lines


@cache
def syllables() -> frozenset[str]:
    """Every syllable that the general table knows, without tones."""
    from pypinyin import Style
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.style import convert

    toned = {read.split(",")[0] for code, read in PINYIN_DICT.items() if 0x4E00 <= code < 0x9FA6}
    plain = {convert(read, Style.NORMAL, strict=True).replace("ü", "v") for read in toned}
    return frozenset(read for read in plain if read.isascii() and set(read) & set("aeiouv"))


def _read(han: str) -> list[str]:
    from pypinyin import lazy_pinyin

    local = readings()
    read: list[str] = []
    for part in _local_names().split(han):
        read += local[part] if part in local else lazy_pinyin(part)
    return read


@cache
def _local_names() -> re.Pattern[str]:
    names = sorted(readings(), key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, names)) + ")")


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _cut(letters: str, limit: int) -> list[tuple[str, ...]]:
    """The best ``limit`` ways to cut one run of letters, by length, kept at every place."""
    ways: list[list[tuple[str, ...]]] = [[()]]
    known = syllables()
    for end in range(1, len(letters) + 1):
        here = [
            (*way, letters[start:end])
            for start in range(max(0, end - 6), end)
            if letters[start:end] in known
            for way in ways[start]
        ]
        ways.append(sorted(here, key=len)[:limit])
    return ways[-1]
