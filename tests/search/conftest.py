"""An index of the test's own, and documents without a database."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from search import indexing, sources
from search.documents import Document
from search.sources import Facet, Source

KINDS = ("organisation", "page")


@pytest.fixture(autouse=True)
def index_folder(settings, tmp_path: Path) -> Path:
    """No test shares an index with another."""
    settings.SEARCH_ENGINE = "embedded"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Sequence[Document]], None]]:
    """A way to search these documents and no others."""

    def fill(documents: Sequence[Document]) -> None:
        monkeypatch.setattr(sources, "_sources", sources_of(documents))
        indexing.rebuild()

    yield fill


def sources_of(documents: Sequence[Document]) -> dict[str, Source]:
    """Sources that hold these documents in memory."""
    return {kind: _source(kind, [d for d in documents if d.kind == kind]) for kind in KINDS}


def _source(kind: str, documents: Sequence[Document]) -> Source:
    held = {document.id: document for document in documents}
    return Source(
        kind=kind,
        heading=kind,
        icon="file-text",
        load=lambda ids: {i: held[i] for i in ids if i in held},
        ids=lambda: held,
        touched=lambda change: [],
        contains=lambda words, most: [
            i for i, d in held.items() if all(word in d.title.lower() for word in words)
        ][:most],
        facets=(Facet("division", "Where", lambda codes: {code: code for code in codes}),),
    )
