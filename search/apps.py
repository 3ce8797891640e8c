"""The app's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the search over organisations and pages."""

    name = "search"
    label = "search"
    default_auto_field = "django.db.models.BigAutoField"
