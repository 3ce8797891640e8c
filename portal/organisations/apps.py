"""The app's registration."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers portal.organisations under the label "organisations"."""

    name = "portal.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
