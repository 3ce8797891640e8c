"""The app's registration."""

from django.apps import AppConfig


class IncubatorConfig(AppConfig):
    """Registers incubator."""

    name = "incubator"
    default_auto_field = "django.db.models.BigAutoField"
