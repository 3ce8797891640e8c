"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers portal.organisations under the label "organisations"."""

    name = "portal.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        for name in (
            "slots",
            "messages",
            "timing",
            "claims.papers",
            "register.audiences",
            "imports.consumers",
            "imports.register_list",
            "record.slots",
            "record.lists",
            "imports.slots",
            "imports.timing",
            "dates.timing",
            "lineage.slots",
            "lineage.messages",
            "regrading.slots",
            "regrading.messages",
        ):
            import_module(f"{self.name}.{name}")
