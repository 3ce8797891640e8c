"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers portal.notifications under the label "notifications"."""

    name = "portal.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what circulars say."""
        import_module(f"{self.name}.circulars.messages")
