"""States of a recovery."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class RecoveryState(TextChoices):
    """Where a recovery stands."""

    STARTED = "started", pgettext_lazy("recovery", "waiting for a second official")
    CONFIRMED = "confirmed", pgettext_lazy("recovery", "confirmed, the new owner has access")
    REJECTED = "rejected", pgettext_lazy("recovery", "not confirmed")
    CANCELLED = "cancelled", pgettext_lazy("recovery", "taken back")
