"""The app's registration."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Registers portal.bodies under the label "bodies"."""

    name = "portal.bodies"
    label = "bodies"
    default_auto_field = "django.db.models.BigAutoField"
