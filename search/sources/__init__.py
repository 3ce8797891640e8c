"""The kinds of things that are searched; each subject registers its own from ``ready()``."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from portal.core.reasons import Text
from search.documents import Document

Labels = Mapping[str, str]


class Change(Protocol):
    """What a source reads of a sealed event to know which documents it touched."""

    action: str
    subject: str
    data: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow down hits: its heading, and the words for its codes."""

    name: str
    heading: Text
    labels: Callable[[Collection[str]], Labels]


@dataclass(frozen=True, slots=True)
class Source:
    """How one kind gets into the index.

    ``load`` gives the present documents of the ids; an id it leaves out is forgotten. It loads
    only what the public may see. ``ids`` are all ids there are. ``touched`` names the ids that a
    change concerns. ``contains`` answers from the database while there is no index: ids of
    documents with every word in their name.
    """

    kind: str
    heading: Text
    icon: str
    load: Callable[[Collection[str]], Mapping[str, Document]]
    ids: Callable[[], Iterable[str]]
    touched: Callable[[Change], Iterable[str]]
    contains: Callable[[Sequence[str], int], Sequence[str]]
    facets: tuple[Facet, ...] = ()


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let a kind be searched; the order of registration is the order of the tabs."""
    _sources[source.kind] = source


def every() -> Sequence[Source]:
    """All sources in the order of their registration."""
    return tuple(_sources.values())


def named(kind: str) -> Source | None:
    """The source of this kind, if there is one."""
    return _sources.get(kind)


def load(keys: Sequence[str]) -> list[Document]:
    """The present documents of the keys, in their order; those that are gone are left out."""
    found: dict[str, Document] = {}
    for kind in dict.fromkeys(key.partition(":")[0] for key in keys):
        source = named(kind)
        ids = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")]
        if source is not None:
            found |= {document.key: document for document in source.load(ids).values()}
    return [found[key] for key in keys if key in found]
