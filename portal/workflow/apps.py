"""The app's registration."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    """Registers portal.workflow: its messages, its files, what follows the history, checks."""

    name = "portal.workflow"
    label = "workflow"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Make known what the app says and takes, and follow the history."""
        for name in (
            "notices",
            "checks",
            "letters.slots",
            "publicity.slots",
            "publicity.messages",
            "approvals.slots",
            "approvals.messages",
            "binder.slots",
            "desk.audiences",
            "desk.messages",
            "desk.timing",
        ):
            import_module(f"{self.name}.{name}")
        for name in (
            "consumers",
            "recount",
            "letters.consumers",
            "desk.consumers",
            "publicity.consumers",
        ):
            import_module(f"{self.name}.{name}").register()
        shipped = import_module(f"{self.name}.approvals.shipped")
        post_migrate.connect(shipped.seed, sender=self)
