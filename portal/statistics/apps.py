"""The app's registration: its subjects, lowest floor first."""

from django.apps import AppConfig

from portal.core import subjects

SUBJECTS = ("tables", "sheets", "reports")


class StatisticsConfig(AppConfig):
    """Registers portal.statistics under the label "statistics"."""

    name = "portal.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        subjects.read(self.name, SUBJECTS, subjects.TOLD)
