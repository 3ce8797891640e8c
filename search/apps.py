"""The app's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the search over organisations and pages."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what is searched, and follow the history."""
        from search import consumers
        from search.sources import organisations, pages

        organisations.register()
        pages.register()
        consumers.register()
