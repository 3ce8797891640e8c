"""The app's registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from portal.bodies.seed import seed


class BodiesConfig(AppConfig):
    """Registers divisions and bodies, and seeds them after every migration."""

    name = "portal.bodies"
    label = "bodies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Seed after ``migrate``."""
        post_migrate.connect(seed, sender=self)
