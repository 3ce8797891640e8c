"""The search itself: one question in, one page of hits out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from search import engines, nearness, ranking, sources
from search.analysis import Words, exactly, is_exactly, question, words_of
from search.documents import Candidate, Document
from search.engines import Asked, Counts, Engine, EngineUnavailable
from search.expressions import Expression
from search.fallback import from_database
from search.nearness import Near

PAGE_SIZE = 20
DEEPEST = 10_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What somebody asks. ``literal``: no other words for the same. Pages count from 1."""

    text: str
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    newest_first: bool = False
    page: int = 1
    size: int = PAGE_SIZE
    literal: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What is answered.

    ``best``: the one thing whose whole name or code was typed. ``struck_off``: likewise, but no
    longer on the register; not in ``total``. ``relaxed``: near matches stand among the hits;
    ``near`` are their keys, and ``firm`` is how many hits are none.
    ``without_index``: answered by the database alone, since there is no index now.
    """

    request: SearchRequest
    words: Words
    hits: tuple[Document, ...] = ()
    total: int = 0
    total_is_exact: bool = True
    facets: Counts = field(default_factory=dict)
    took_ms: float = 0.0
    best: Document | None = None
    struck_off: tuple[Document, ...] = ()
    relaxed: bool = False
    firm: int = 0
    near: tuple[str, ...] = ()
    used_synonyms: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    without_index: bool = False


def search(request: SearchRequest) -> SearchPage:
    """Answer a question; raises Refused for a text that is no search. Never fails otherwise."""
    began = perf_counter()
    words = words_of(request.text)
    try:
        page = _Search(engines.current(), request, words).page()
    except EngineUnavailable:
        hits, total = from_database(words, request.kinds, request.page, request.size)
        page = SearchPage(request, words, tuple(hits), total, firm=total, without_index=True)
    return replace(page, took_ms=round((perf_counter() - began) * 1000, 2))


class _Search:
    """One question on its way through the engine."""

    def __init__(self, engine: Engine, request: SearchRequest, words: Words) -> None:
        self.engine, self.request, self.words = engine, request, words
        self.question = question(words, with_synonyms=not request.literal)
        self.filters = {name: tuple(values) for name, values in request.filters.items() if values}
        self.everything = Asked(self.question.expression, newest_first=request.newest_first)
        self.asked = replace(self.everything, kinds=request.kinds, filters=self.filters)
        self.offset = min((request.page - 1) * request.size, DEEPEST)

    def page(self) -> SearchPage:
        """The hits that hold every word, or near ones when there are too few of them."""
        keys, total = self.engine.search(self.asked, offset=self.offset, limit=self.request.size)
        near = self._near() if self._too_few(total) else []
        if near:
            return self._relaxed(near)
        return self._answer(keys, total, self._facets())

    def _too_few(self, total: int) -> bool:
        """Whether near matches are worth a look: never when the whole name or code is known."""
        enough = 1 if self.words.text.isascii() else ranking.ENOUGH
        if total >= enough or self.words.unwanted or self._total(exactly(self.words)):
            return False
        return self.asked == self.everything or self._total(self.question.expression) < enough

    def _total(self, expression: Expression) -> int:
        return self.engine.search(Asked(expression), offset=0, limit=1)[1]

    def _near(self) -> list[Near]:
        text = self.words.text
        asked = [nearness.shared_signs(text), nearness.shared_sounds(text)]
        found = [
            candidate
            for expression in asked
            if expression is not None
            for candidate in self.engine.candidates(Asked(expression), limit=ranking.CANDIDATES)
        ]
        return nearness.order(text, found)

    def _relaxed(self, near: Sequence[Near]) -> SearchPage:
        literal = self.engine.candidates(self.everything, limit=ranking.ENOUGH)
        firm = {candidate.key for candidate in literal}
        merged = [*literal, *(n.candidate for n in near if n.candidate.key not in firm)]
        kept = [candidate for candidate in merged if self._passes(candidate, "")]
        shown = kept[self.offset : self.offset + self.request.size]
        page = self._answer([c.key for c in shown], len(kept), self._facets_among(merged))
        sure = near[0].likeness >= ranking.SURE and near[0].candidate.key not in firm
        offered = (near[0].candidate.title,) if sure and not firm else ()
        sure_of = [candidate.key for candidate in kept if candidate.key in firm]
        return replace(
            page,
            relaxed=True,
            firm=len(sure_of),
            near=tuple(candidate.key for candidate in shown if candidate.key not in firm),
            total_is_exact=False,
            suggestions=offered,
        )

    def _answer(self, keys: Sequence[str], total: int, facets: Counts) -> SearchPage:
        documents = [found for found in sources.load(keys) if not found.hit_only_if_exact]
        return SearchPage(
            request=self.request,
            words=self.words,
            hits=tuple(documents),
            total=total,
            firm=total,
            facets=facets,
            best=self._best(documents),
            struck_off=self._struck_off(),
            used_synonyms=self.question.synonyms,
        )

    def _best(self, documents: Sequence[Document]) -> Document | None:
        first = documents[0] if documents and self.request.page == 1 else None
        return first if first is not None and is_exactly(self.words, first) else None

    def _struck_off(self) -> tuple[Document, ...]:
        if self.request.page > 1:
            return ()
        asked = Asked(exactly(self.words), kinds=self.request.kinds, only_exact=True)
        keys, _ = self.engine.search(asked, offset=0, limit=ranking.ENOUGH)
        return tuple(found for found in sources.load(keys) if is_exactly(self.words, found))

    def _facets(self) -> Counts:
        """Counts by facet; each ignores its own filter, the kinds ignore every filter."""
        counts = self.engine.counts(self.asked)
        for name in self.filters:
            others = {n: v for n, v in self.filters.items() if n != name}
            counts[name] = self.engine.counts(replace(self.asked, filters=others)).get(name, {})
        if self.asked != self.everything:
            counts["kind"] = self.engine.counts(self.everything).get("kind", {})
        return counts

    def _facets_among(self, candidates: Sequence[Candidate]) -> Counts:
        names = {name for candidate in candidates for name in candidate.facets}
        counts: Counts = {"kind": dict(Counter(candidate.kind for candidate in candidates))}
        for name in names:
            values = (c.facets.get(name, "") for c in candidates if self._passes(c, name))
            counts[name] = dict(Counter(value for value in values if value))
        return counts

    def _passes(self, candidate: Candidate, but: str) -> bool:
        if self.request.kinds and candidate.kind not in self.request.kinds:
            return False
        return all(
            candidate.facets.get(name) in values
            for name, values in self.filters.items()
            if name != but
        )
