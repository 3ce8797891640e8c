"""The app's registration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers portal.accounts under the label "accounts"."""

    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what happens at sign-in."""
        from portal.accounts import receivers

        receivers.connect()
