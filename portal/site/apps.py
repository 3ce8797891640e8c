"""The app's registration."""

from django.apps import AppConfig
from django.conf import settings


class SiteConfig(AppConfig):
    """Registers portal.site under the label "site"."""

    name = "portal.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the public account name what the demo city gave."""
        if settings.DEMO:
            from portal.site.demo import account

            account.register_kinds()
