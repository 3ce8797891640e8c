"""Words that stand for each other, from a file that anybody may read and correct."""

import tomllib
from functools import cache
from pathlib import Path

from portal.core.text import fold

FILE = Path(__file__).parent / "synonyms.toml"


def others(word: str) -> tuple[tuple[str, str], ...]:
    """The same words with one known word replaced: (new words, the word put in).

    ``上门助浴`` gives (上门洗澡, 洗澡) and so on. The longest known word counts; none gives none.
    """
    known = next((known for known in _by_length() if known in word), None)
    if known is None:
        return ()
    return tuple((word.replace(known, other), other) for other in _groups()[known])


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups = tomllib.loads(FILE.read_text(encoding="utf-8"))["group"]
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        words = [fold(word) for word in group["words"]]
        for word in words:
            found[word] = tuple(other for other in words if other != word)
    return found


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(_groups(), key=len, reverse=True))
