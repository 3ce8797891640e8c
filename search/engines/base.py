"""What every engine can do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from search.documents import Candidate, Document
from search.expressions import Expression

Filters = Mapping[str, Sequence[str]]
Counts = dict[str, dict[str, int]]


class EngineUnavailable(Exception):
    """The engine does not answer, or has no index yet."""


class NoIndex(EngineUnavailable):
    """There is no index of the present form yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what, of which kinds, within which filters, in which order."""

    expression: Expression
    kinds: tuple[str, ...] = ()
    filters: Filters = field(default_factory=dict)
    newest_first: bool = False
    only_exact: bool = False


class Engine(Protocol):
    """An index of documents. Everything raises EngineUnavailable when there is no answer."""

    def search(self, asked: Asked, *, offset: int, limit: int) -> tuple[list[str], int]:
        """Keys, best first, and the exact total."""

    def counts(self, asked: Asked) -> Counts:
        """How many documents have which value, by facet; the kind counts as a facet."""

    def candidates(self, asked: Asked, *, limit: int) -> list[Candidate]:
        """The best documents with what is needed to order them anew."""

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put documents in place of older ones of the same key; forget the gone keys."""

    def rebuild(self, documents: Iterable[Document]) -> int:
        """A new index beside the old one, then put in its place; returns how many documents."""

    def exists(self) -> bool:
        """Whether there is an index of the present form."""

    def forms(self) -> dict[str, str]:
        """Every key with the fingerprint its document had when it was written."""
