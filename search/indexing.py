"""Keeping the index like the database.

Everything is read afresh from the sources when it is written, so that doing it twice does no harm
and the order of events does not matter.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from django.utils import translation

from portal.audit import consumers, sealer
from search import engines, sources
from search.documents import Document
from search.engines.base import EngineUnavailable, NoIndex
from search.engines.forms import fingerprint
from search.sources import Change

logger = logging.getLogger(__name__)
BATCH = 500


def follow(events: Sequence[Change]) -> None:
    """Bring the documents that these events touched up to date.

    Without an index there is nothing to do: the first build reads what stands in the database
    then. Raises EngineUnavailable while another process writes; the events come again.
    """
    keys = {
        f"{source.kind}:{touched}"
        for event in events
        for source in sources.every()
        for touched in source.touched(event)
    }
    with suppress(NoIndex):
        update(keys)


def update(keys: Collection[str]) -> None:
    """Write the present documents of these keys, forget those that are gone."""
    for batch in _batches(sorted(keys)):
        with in_chinese():
            documents = sources.load(batch)
        present = {document.key for document in documents}
        engines.current().write(documents, [key for key in batch if key not in present])


def rebuild() -> int:
    """A whole new index in place of the old one; returns how many documents it holds."""
    return engines.current().rebuild(everything())


def ensure() -> bool:
    """Build the index if there is none; whether it was built now."""
    if engines.current().exists():
        return False
    rebuild()
    return True


def keep() -> bool:
    """The worker's duty: build the index where there is none; whether it was built now."""
    try:
        return ensure()
    except EngineUnavailable as error:
        logger.info("no search index yet: %s", error)
        return False


def catch_up() -> None:
    """Make everything written so far findable; the last step of a command that writes."""
    sealer.seal()
    if not ensure():
        consumers.drain()


def everything() -> Iterator[Document]:
    """Every document there is, source by source."""
    for source in sources.every():
        for ids in _batches(source.ids()):
            with in_chinese():
                documents = source.load(ids)
            yield from documents.values()


def drift() -> list[str]:
    """The keys whose document in the index is missing, outdated or no longer public."""
    wanted = {document.key: fingerprint(document) for document in everything()}
    held = engines.current().forms()
    return sorted(key for key in wanted | held if wanted.get(key) != held.get(key))


def repair() -> int:
    """Bring every drifted document up to date; returns how many there were."""
    keys = drift()
    update(keys)
    if keys:
        logger.warning("The search index had drifted in %d documents.", len(keys))
    return len(keys)


def in_chinese() -> translation.override:
    """Documents are indexed in the portal's own language, whoever asks for it."""
    return translation.override("zh-hans")


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(keys)
    while batch := list(islice(remaining, BATCH)):
        yield batch
