"""The app's registration."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Registers portal.pages under the label "pages"."""

    name = "portal.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
