"""Where a report stands."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class ReportState(TextChoices):
    """Where a report of statistics stands."""

    COUNTING = "counting", pgettext_lazy("statistics", "being counted")
    DRAFT = "draft", pgettext_lazy("statistics", "counted, to be looked through")
    HANDED_IN = "handed_in", pgettext_lazy("statistics", "to be confirmed by a second official")
    SENT = "sent", pgettext_lazy("statistics", "sent and locked")
    WITHDRAWN = "withdrawn", pgettext_lazy("statistics", "withdrawn")


OPEN = (ReportState.COUNTING, ReportState.DRAFT, ReportState.HANDED_IN)
