"""The search follows the history: whatever an act touched is indexed anew."""

from portal.audit import consumers
from search import indexing

NAME = "search"


def register() -> None:
    """Follow every event; the sources say which ones concern them."""
    consumers.register(NAME, indexing.follow, outside=True)
