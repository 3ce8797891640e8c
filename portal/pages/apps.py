"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.pages.seed import seed


class PagesConfig(AppConfig):
    """Registers the page types, and makes the first pages after the first migration."""

    name = "portal.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Seed after ``migrate``; let the CMS follow who holds which post."""
        from portal.audit import consumers
        from portal.pages import editors, programmes

        import_module("portal.pages.telling")

        post_migrate.connect(seed, sender=self)
        consumers.register("cms_editors", editors.follow, actions=["post."])
        consumers.register("cms_programmes", programmes.follow, actions=programmes.ACTIONS)
