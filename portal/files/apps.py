"""The app's registration."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers portal.files under the label "files"."""

    name = "portal.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
