"""The engine in use: an index on disk, or a search server."""

from django.conf import settings

from search.engines.base import Asked, Counts, Engine, EngineUnavailable, Filters

__all__ = ["Asked", "Counts", "Engine", "EngineUnavailable", "Filters", "current"]


def current() -> Engine:
    """The engine that the settings name; raises EngineUnavailable for an unknown name."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        from search.engines.elasticsearch import ElasticsearchEngine

        return ElasticsearchEngine(settings.ELASTICSEARCH_URL)
    if settings.SEARCH_ENGINE == "embedded":
        from search.engines.embedded import Embedded

        return Embedded(settings.SEARCH_INDEX_DIR)
    raise EngineUnavailable(f"SEARCH_ENGINE is {settings.SEARCH_ENGINE!r}.")
