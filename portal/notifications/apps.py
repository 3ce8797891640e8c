"""The app's registration."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Registers portal.notifications under the label "notifications"."""

    name = "portal.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
