"""The app's registration: its subjects, lowest floor first."""

from django.apps import AppConfig

from portal.core import subjects

SUBJECTS = (
    "bases",
    "programmes",
    "admission",
    "allowances",
    "residence",
    "deciding",
    "applying",
    "venues",
    "support",
    "training",
    "workers",
    "registering",
    "groups",
    "pool",
    "reports",
    "exits",
    "yearly",
    "incentives",
    "grants",
    "subsidies",
    "clawbacks",
    "ventures",
    "dashboards",
)


class IncubatorConfig(AppConfig):
    """Registers incubator with its messages."""

    name = "incubator"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        subjects.read(self.name, SUBJECTS, subjects.TOLD)
