"""The app's registration."""

from datetime import timedelta

from django.apps import AppConfig

from portal.core import clock


class AuditConfig(AppConfig):
    """Registers the history, and the offset of the clock that test and demo may set."""

    name = "portal.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the clock where its offset is kept."""
        clock.register_offset(_offset)


def _offset() -> timedelta:
    from portal.audit.models import ClockOffset

    row = ClockOffset.objects.first()
    return timedelta(seconds=row.seconds if row else 0)
