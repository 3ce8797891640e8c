"""The app's registration."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import pre_migrate


class CoreConfig(AppConfig):
    """Registers portal.core, and makes the cache's table before anything migrates."""

    name = "portal.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The table must stand before the first step of ``migrate`` asks the cache."""
        pre_migrate.connect(_make_cache_table, dispatch_uid="portal.core.cache_table")


def _make_cache_table(using: str, **_: Any) -> None:
    pre_migrate.disconnect(dispatch_uid="portal.core.cache_table")
    call_command("createcachetable", database=using, verbosity=0)
