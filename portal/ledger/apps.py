"""The app's registration: its subjects, lowest floor first."""

from django.apps import AppConfig

from portal.core import subjects

SUBJECTS = ("budgets", "postings", "changes", "account")


class LedgerConfig(AppConfig):
    """Registers portal.ledger under the label "ledger"."""

    name = "portal.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known the files the app takes, what it tells people, and what time brings."""
        subjects.read(self.name, SUBJECTS, subjects.TOLD)
