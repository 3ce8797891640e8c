"""Marks in titles and texts, and the stretch of a text that shows why it was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.core.text import bigrams, fold, pinyin, segmentations
from search.analysis import LATIN, Words
from search.tokens import SIGN

STRETCH = 90
BEFORE = 20
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marker:
    """What is marked: these words, these runs of syllables, and (near matches) these pairs."""

    words: tuple[str, ...]
    syllables: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[str, ...] = ()

    def marked(self, text: str) -> SafeString:
        """The text as HTML with its matches in <mark>."""
        return _html(text, self._spans(text))

    def stretch(self, text: str) -> SafeString:
        """A stretch of the text around the first match, marked; its beginning without one."""
        text = " ".join(text.split())
        spans = self._spans(text)
        start = max(0, spans[0][0] - BEFORE) if spans and spans[0][1] > STRETCH else 0
        shown = text[start : start + STRETCH]
        inside = [(max(0, a - start), min(len(shown), b - start)) for a, b in spans]
        html = _html(shown, [(a, b) for a, b in inside if a < b])
        return mark_safe(  # noqa: S308 - escaped by _html, dots are ours
            ("…" if start else "") + html + ("…" if start + STRETCH < len(text) else "")
        )

    def _spans(self, text: str) -> list[Span]:
        folded, places = _folded(text)
        spans = [span for word in self.words for span in _all(folded, word)]
        spans += [span for way in self.syllables for span in _sounding(folded, way)]
        if not spans:
            spans = [span for pair in self.pairs for span in _all(folded, pair)]
        return _merged((places[a], places[b - 1] + 1) for a, b in spans)


def marker(words: Words, synonyms: Iterable[str], *, relaxed: bool) -> Marker:
    """The marker for a search."""
    wanted = tuple(dict.fromkeys([part.text for part in words.parts] + list(synonyms)))
    latin = [part.text for part in words.parts if LATIN.fullmatch(part.text)]
    ways = tuple(way for text in latin for way in segmentations(text))
    return Marker(wanted, ways, tuple(bigrams(words.text)) if relaxed else ())


def _all(text: str, word: str) -> list[Span]:
    found, start = [], text.find(word)
    while start >= 0 and word:
        found.append((start, start + len(word)))
        start = text.find(word, start + len(word))
    return found


def _sounding(text: str, way: Sequence[str]) -> list[Span]:
    """The runs of signs that are read like these syllables."""
    found = []
    for run in _runs(text):
        read = pinyin(text[run[0] : run[1]])
        if len(read) == run[1] - run[0]:
            found += [
                (run[0] + at, run[0] + at + len(way))
                for at in range(len(read) - len(way) + 1)
                if tuple(read[at : at + len(way)]) == tuple(way)
            ]
    return found


def _runs(text: str) -> list[Span]:
    runs: list[Span] = []
    for at, sign in enumerate(text):
        if SIGN.match(sign):
            if runs and runs[-1][1] == at:
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
    return runs


def _folded(text: str) -> tuple[str, list[int]]:
    """The text folded sign by sign, and for each sign the place it came from."""
    folded: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        form = _fold_sign(sign)
        folded.append(form)
        places += [at] * len(form)
    return "".join(folded), places


@lru_cache(maxsize=8192)
def _fold_sign(sign: str) -> str:
    return fold(sign) or sign


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _html(text: str, spans: Sequence[Span]) -> SafeString:
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 - every part is escaped
