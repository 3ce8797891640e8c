"""The app's registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.pages.seed import seed


class PagesConfig(AppConfig):
    """Registers the page types, and makes the first pages after the first migration."""

    name = "portal.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Seed after ``migrate``."""
        post_migrate.connect(seed, sender=self)
