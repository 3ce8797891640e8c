"""The truth that engines are compared with: does the text contain the words."""

from collections.abc import Sequence

from portal.core.text import fold
from search.documents import Document
from search.tokens import PIECES


def found(documents: Sequence[Document], text: str) -> set[str]:
    """The keys of the documents in which every part stands, in a title or in a text."""
    parts = ["".join(PIECES.findall(part)) for part in fold(text).split()]
    return {d.key for d in documents if all(_holds(d, part) for part in parts)}


def _holds(document: Document, part: str) -> bool:
    texts = (*document.titles, document.summary, document.body)
    return any(part in run for text in texts for run in _runs(text))


def _runs(text: str) -> list[str]:
    return ["".join(PIECES.findall(fold(text)))]
