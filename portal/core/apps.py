"""The app's registration."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers portal.core under the label "core"."""

    name = "portal.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"
