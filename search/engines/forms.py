"""What engines keep of a document beside its tokens."""

import json
from zlib import crc32

from search.documents import Candidate, Document
from search.tokens import plain, sounds

FORMAT = 2


def facet_values(document: Document) -> list[str]:
    """The facets as one field: name=value; the kind is one of them."""
    named = [f"{name}={value}" for name, value in document.facets.items() if value]
    return [f"kind={document.kind}", *named]


def fingerprint(document: Document) -> str:
    """Eight signs that change with anything that is searched or counted."""
    words = [document.title, *document.former_titles, document.code, document.summary]
    words += [document.body, str(document.hit_only_if_exact), str(document.on)]
    words += sorted(facet_values(document))
    return f"{crc32(json.dumps(words, ensure_ascii=False).encode()):08x}"


def kept(document: Document) -> str:
    """The document as a candidate, in one line of text."""
    seen = [plain(title) for title in document.titles]
    heard = [sounds(title) for title in document.titles]
    facets, seal = dict(document.facets), fingerprint(document)
    line = [document.key, document.title, seen, heard, facets, seal]
    return json.dumps(line, ensure_ascii=False)


def candidate(line: str) -> Candidate:
    """The candidate that a kept line states."""
    key, title, seen, heard, facets, _ = json.loads(line)
    return Candidate(key, title, tuple(seen), tuple(heard), facets)


def form(line: str) -> tuple[str, str]:
    """Key and fingerprint that a kept line states."""
    key, *_, seal = json.loads(line)
    return key, seal
