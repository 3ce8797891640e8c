"""What may be decided about a grade, and where the decision stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Verdict(TextChoices):
    """What a case is to decide."""

    LOWER = "lower", pgettext_lazy("regrading", "lower the grade")
    CANCEL = "cancel", pgettext_lazy("regrading", "cancel the grade")
    RESTORE = "restore", pgettext_lazy("regrading", "take back a wrong decision")


class RegradingState(TextChoices):
    """Where a decision about a grade stands."""

    RECORDED = "recorded", pgettext_lazy("regrading", "being heard, then a second official decides")
    CONFIRMED = "confirmed", pgettext_lazy("regrading", "decided")
    REJECTED = "rejected", pgettext_lazy("regrading", "not decided, nothing changes")
    WITHDRAWN = "withdrawn", pgettext_lazy("regrading", "taken back")
