"""The embedded engine: a tantivy index on disk, no server needed."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from search.documents import Candidate, Document
from search.engines import folders
from search.engines.base import Asked, Counts, EngineUnavailable, NoIndex
from search.engines.compiling import compiled
from search.engines.forms import candidate, facet_values, form, kept
from search.engines.schema import SCHEMA
from search.tokens import fields

HEAP = 60_000_000
BATCH_WAIT = 1.0
REBUILD_WAIT = 30.0
FACET_VALUES = 1000


class Embedded:
    """One folder with one index; many readers, one writer at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def exists(self) -> bool:
        """Whether there is an index of the present form."""
        return folders.in_use(self.folder) is not None

    def search(self, asked: Asked, *, offset: int, limit: int) -> tuple[list[str], int]:
        """Keys, best first, and the exact total."""
        searcher = self._searcher()
        day = "day" if asked.newest_first else None
        found: Any = searcher.search(compiled(asked), limit, order_by_field=day, offset=offset)
        return [candidate(_kept(searcher, at)).key for _, at in found.hits], int(found.count)

    def counts(self, asked: Asked) -> Counts:
        """How many documents have which value, by facet."""
        terms = {"terms": {"field": "facet", "size": FACET_VALUES}}
        found = self._searcher().aggregate(compiled(asked), {"facets": terms})
        counts: Counts = {}
        for bucket in found["facets"]["buckets"]:
            name, _, value = bucket["key"].partition("=")
            counts.setdefault(name, {})[value] = int(bucket["doc_count"])
        return counts

    def candidates(self, asked: Asked, *, limit: int) -> list[Candidate]:
        """The best documents with what is needed to order them anew."""
        searcher = self._searcher()
        found = searcher.search(compiled(asked), limit, count=False)
        return [candidate(_kept(searcher, at)) for _, at in found.hits]

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put documents in place of older ones of the same key; forget the gone keys."""
        with folders.one_writer(self.folder, wait=BATCH_WAIT):
            writer = self._index().writer(HEAP, 1)
            for key in gone:
                writer.delete_documents_by_term("key", key)
            for document in documents:
                writer.delete_documents_by_term("key", document.key)
                writer.add_document(_stored(document))
            writer.commit()
            writer.wait_merging_threads()

    def rebuild(self, documents: Iterable[Document]) -> int:
        """A new index beside the old one, then put in its place."""
        with folders.one_writer(self.folder, wait=REBUILD_WAIT):
            generation = folders.begin(self.folder)
            writer = tantivy.Index(SCHEMA, path=str(generation)).writer(HEAP, 1)
            total = 0
            for document in documents:
                writer.add_document(_stored(document))
                total += 1
            writer.commit()
            writer.wait_merging_threads()
            folders.put_in_place(self.folder, generation)
        return total

    def forms(self) -> dict[str, str]:
        """Every key with the fingerprint its document had when it was written."""
        searcher = self._searcher()
        whole = max(1, searcher.num_docs)
        found = searcher.search(tantivy.Query.all_query(), whole, count=False)
        return dict(form(_kept(searcher, at)) for _, at in found.hits)

    def _index(self) -> tantivy.Index:
        generation = folders.in_use(self.folder)
        if generation is None:
            raise NoIndex("There is no index yet.")
        try:
            return _opened(str(generation))
        except ValueError as error:
            raise EngineUnavailable("The index cannot be read.") from error

    def _searcher(self) -> tantivy.Searcher:
        index = self._index()
        index.reload()
        return index.searcher()


@lru_cache(maxsize=2)
def _opened(path: str) -> tantivy.Index:
    return tantivy.Index.open(path)


def _kept(searcher: tantivy.Searcher, at: tantivy.DocAddress) -> str:
    return bytes(searcher.doc(at).get_first("kept") or b"").decode()


def _stored(document: Document) -> tantivy.Document:
    stored = tantivy.Document()
    tokens = fields(document)
    for name in tokens.__slots__:
        for value in getattr(tokens, name):
            stored.add_text(name, value)
    for value in facet_values(document):
        stored.add_text("facet", value)
    stored.add_text("key", document.key)
    stored.add_text("exact_only", "yes" if document.hit_only_if_exact else "no")
    stored.add_bytes("kept", kept(document).encode())
    stored.add_unsigned("day", document.on.toordinal() if document.on else 0)
    return stored
