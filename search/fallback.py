"""An answer without an index: names that contain the words, from the database."""

from collections.abc import Sequence

from search import sources
from search.analysis import Words
from search.documents import Document

MOST = 200


def from_database(
    words: Words, kinds: Sequence[str], page: int, size: int
) -> tuple[list[Document], int]:
    """One page of documents whose name or code holds every word, and how many there are.

    At most 200 of a kind are looked at; near matches, pinyin and texts are left out.
    """
    parts = [part.text for part in words.parts]
    keys = [
        f"{source.kind}:{found}"
        for source in sources.every()
        if not kinds or source.kind in kinds
        for found in source.contains(parts, MOST)
    ]
    shown = keys[(page - 1) * size : page * size]
    return sources.load(shown), len(keys)
