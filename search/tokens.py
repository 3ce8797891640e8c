"""The tokens of a document, the same for every engine.

Chinese is cut into overlapping pairs, which finds every substring without a dictionary. Pinyin
stands as syllables (phrases), pairs of syllables (near matches) and first letters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from portal.core.text import HAN, bigrams, fold, initials, narrow, pinyin
from search.documents import Document

SIGN = re.compile(rf"[{HAN}]")
PIECES = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
GRAM = 3
LONGEST = 60
SOUNDS_FROM, SOUNDS = 0xF0000, 0xFFFE


@dataclass(frozen=True, slots=True)
class Fields:
    """A document's tokens by field, ready for a field that splits at spaces.

    Lists hold one entry per title, so that no phrase runs from one title into the next.
    """

    exact: list[str]
    title: list[str]
    former: list[str]
    signs: list[str]
    body: list[str]
    body_signs: list[str]
    syllables: list[str]
    pairs: list[str]
    initials: list[str]
    letters: list[str]
    code: list[str]
    code_grams: list[str]


def fields(document: Document) -> Fields:
    """The tokens of a document."""
    texts = [text for text in (document.summary, document.body) if text]
    first_letters = [initials(title) for title in document.titles]
    code = code_of(document.code)
    return Fields(
        exact=[exact(title) for title in document.titles] + ([code] if code else []),
        title=[line(bigrams(document.title))],
        former=[line(bigrams(title)) for title in document.former_titles],
        signs=[line(SIGN.findall(fold(title))) for title in document.titles],
        body=[line(bigrams(text)) for text in texts],
        body_signs=[line(sorted(set(SIGN.findall(fold(text))))) for text in texts],
        syllables=[line(_read(title)) for title in document.titles],
        pairs=[line(syllable_pairs(_read(title))) for title in document.titles],
        initials=first_letters,
        letters=[line(grams(letters)) for letters in first_letters],
        code=[code] if code else [],
        code_grams=[line(grams(code))] if code else [],
    )


def line(tokens: Iterable[str]) -> str:
    """Tokens as the text of a field; overlong ones are left out."""
    return " ".join(token for token in tokens if len(token) <= LONGEST)


def exact(text: str) -> str:
    """The form in which a whole title or code is compared: folded, without spaces."""
    return fold(text).replace(" ", "")[:200]


def code_of(text: str) -> str:
    """A code as it is compared: half width, no spaces, lower case."""
    return narrow(text).lower()


def grams(text: str, size: int = GRAM) -> list[str]:
    """Overlapping runs of letters; the whole text when it is not longer than one."""
    return [text[i : i + size] for i in range(max(1, len(text) - size + 1))] if text else []


def syllable_pairs(syllables: Iterable[str]) -> list[str]:
    """Neighbouring syllables, joined."""
    return [f"{first}_{second}" for first, second in pairwise(syllables)]


def plain(text: str) -> str:
    """The text folded, without spaces and signs that are no letters."""
    return "".join(PIECES.findall(fold(text)))


def sounds(text: str) -> str:
    """The text with one private sign for each syllable, to compare sounds like signs."""
    return "".join(map(_sound, _read(text)))


@lru_cache(maxsize=256)
def _read(title: str) -> tuple[str, ...]:
    return tuple(pinyin(title))


@lru_cache(maxsize=4096)
def _sound(syllable: str) -> str:
    return chr(SOUNDS_FROM + crc32(syllable.encode()) % SOUNDS)
