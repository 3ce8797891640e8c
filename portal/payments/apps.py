"""The app's registration: its subjects, lowest floor first."""

from django.apps import AppConfig

from portal.core import subjects

SUBJECTS = ("payees", "orders", "banking")


class PaymentsConfig(AppConfig):
    """Registers portal.payments under the label "payments"."""

    name = "portal.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        subjects.read(self.name, SUBJECTS, subjects.TOLD)
