"""The app's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the search over organisations and pages."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what is searched, follow the history, keep an index where there is none."""
        from portal.workflow.worker import loop
        from search import claims, consumers, indexing
        from search.sources import organisations, pages

        organisations.register()
        pages.register()
        claims.register()
        consumers.register()
        loop.register(5.0, indexing.keep)
