"""The app's registration."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers portal.site under the label "site"."""

    name = "portal.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
