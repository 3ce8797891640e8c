"""The app's registration."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Registers portal.workflow under the label "workflow"."""

    name = "portal.workflow"
    label = "workflow"
    default_auto_field = "django.db.models.BigAutoField"
