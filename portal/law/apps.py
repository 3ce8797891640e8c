"""The app's registration."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_migrate

from portal.core import workdays


class LawConfig(AppConfig):
    """Registers the law: dated rows, local overrides, the working calendar."""

    name = "portal.law"
    label = "law"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give core its calendar, seed the holidays after every migration."""
        from portal.law import checks, holidays, queries, snapshots

        workdays.use(queries.calendar)
        post_migrate.connect(holidays.seed, sender=self)
        request_started.connect(snapshots.begin_request)
        request_finished.connect(snapshots.end_request)
        checks.register()
