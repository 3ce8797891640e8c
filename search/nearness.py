"""Near matches: names with a wrong, missing or swapped sign, or one that only sounds right.

The engine gives candidates that share signs, pairs of signs or sounds; here they are ordered by
how many changes lead from what was typed to some stretch of the name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, LCSseq

from portal.core.text import bigrams, pinyin
from search import ranking
from search.documents import Candidate
from search.expressions import AtLeast, Expression, Term
from search.tokens import SIGN, grams, plain, sounds, syllable_pairs


@dataclass(frozen=True, slots=True)
class Near:
    """A candidate and how like it is, from 0 to 1."""

    candidate: Candidate
    likeness: float


def shared_signs(text: str) -> Expression:
    """Documents whose name shares enough pairs of signs; lone signs help to order them."""
    return _enough("title", "signs", _pairs(text), SIGN.findall(text))


def shared_sounds(text: str) -> Expression | None:
    """Documents whose name shares enough sounds; None when fewer than two are typed."""
    pairs = list(dict.fromkeys(syllable_pairs(pinyin(text))))
    return _enough("pairs", "syllables", pairs, pinyin(text)) if pairs else None


def order(text: str, candidates: Iterable[Candidate]) -> list[Near]:
    """The candidates that are near enough, most like first."""
    unique = {candidate.key: candidate for candidate in candidates}
    likeness = _Likeness(text)
    rough = sorted(unique.values(), key=likeness.roughly, reverse=True)
    near = [Near(found, likeness.best(found)) for found in rough[: ranking.SHORTLIST]]
    best = max((found.likeness for found in near), default=0.0)
    floor = max(ranking.NEAR_ENOUGH, best - ranking.FALLS_OFF)
    close = [found for found in near if found.likeness >= floor]
    return sorted(close, key=lambda found: (-found.likeness, len(found.candidate.title)))


class _Likeness:
    """How like names are to one text."""

    def __init__(self, text: str) -> None:
        self.parts = [plain(part) for part in text.split()]
        self.signs = "".join(self.parts)
        self.heard = [sounds(part) for part in self.parts]
        self.sounds = "".join(self.heard)
        self.pairs = set(grams(self.signs, 2))

    def roughly(self, candidate: Candidate) -> float:
        """A quick guess of the likeness, to choose whom to compare closely."""
        changed = max(fuzz.partial_ratio(self.signs, signs) for signs in candidate.signs)
        sounded = max(fuzz.partial_ratio(self.sounds, heard) for heard in candidate.sounds)
        shared = max(len(self.pairs & set(grams(signs, 2))) for signs in candidate.signs)
        apart = max(map(self._apart, candidate.signs, candidate.sounds))
        together = shared / max(1, len(self.pairs))
        return max(changed + sounded, 200 * together, 200 * ranking.GAPS * apart)

    def best(self, candidate: Candidate) -> float:
        """The likeness of the title, or former title, that is most like the text."""
        return max(map(self.of, candidate.signs, candidate.sounds))

    def of(self, signs: str, heard: str) -> float:
        """The best of: few changes, many pairs in any order, the same order with gaps."""
        changed = _changes(self.parts, signs)
        sounded = _changes(self.heard, heard)
        shared = len(self.pairs & set(grams(signs, 2))) / max(1, len(self.pairs))
        apart = ranking.GAPS * self._apart(signs, heard)
        best = max((changed + sounded) / 2, ranking.OVERLAP * shared, apart)
        return best * (1 - ranking.LENGTH) + ranking.LENGTH * fuzz.ratio(self.signs, signs) / 100

    def _apart(self, signs: str, heard: str) -> float:
        """The share of signs and sounds that stand in the same order, whatever lies between."""
        seen = LCSseq.similarity(self.signs, signs) / max(1, len(self.signs))
        return (seen + LCSseq.similarity(self.sounds, heard) / max(1, len(self.sounds))) / 2


def _changes(parts: Sequence[str], whole: str) -> float:
    total = sum(len(part) for part in parts) or 1
    return sum(_inside(part, whole) * len(part) for part in parts) / total


def _inside(part: str, whole: str) -> float:
    """How like the part is to the stretch of the whole that resembles it most; a swap is one."""
    if part in whole:
        return 1.0
    found = fuzz.partial_ratio_alignment(part, whole)
    if found is None or found.score < 30:
        return 0.0
    if len(part) > len(whole):
        return OSA.normalized_similarity(part, whole)
    start, length = found.dest_start, len(part)
    stretches = (
        whole[max(0, start + first) : max(0, start + first) + length + longer]
        for first in (0, -1, 1)
        for longer in (0, 1, -1)
    )
    return max(1 - OSA.distance(part, stretch) / max(1, length) for stretch in stretches)


def _enough(field: str, lone: str, tokens: Sequence[str], signs: Sequence[str]) -> Expression:
    terms = [Term(field, token) for token in tokens]
    if field == "title":
        terms += [Term("former", token, 0.6) for token in tokens]
    needed = max(1, int(len(tokens) * ranking.SHARED))
    weak = [Term(lone, sign, 0.5) for sign in dict.fromkeys(signs)]
    return AtLeast((*terms, *weak), needed + len(weak) // 3)


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(bigrams(text)))
