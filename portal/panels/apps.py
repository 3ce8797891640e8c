"""The app's registration."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """Registers portal.panels under the label "panels"."""

    name = "portal.panels"
    label = "panels"
    default_auto_field = "django.db.models.BigAutoField"
