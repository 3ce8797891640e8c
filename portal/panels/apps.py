"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """Registers portal.panels under the label "panels"."""

    name = "portal.panels"
    label = "panels"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what the app tells people."""
        import_module("portal.panels.messages")
