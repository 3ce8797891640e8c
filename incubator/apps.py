"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig


class IncubatorConfig(AppConfig):
    """Registers incubator with its messages."""

    name = "incubator"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        for name in (
            "programmes.slots",
            "admission.messages",
            "applying.slots",
            "applying.messages",
            "applying.figures",
            "applying.binder",
            "residence.slots",
            "residence.consumers",
            "deciding.consumers",
            "deciding.timing",
        ):
            import_module(f"{self.name}.{name}")
