"""Where a report stands, and how late one is."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReportState(TextChoices):
    """Where a report of an organisation in residence stands."""

    OPEN = "open", pgettext_lazy("report", "to be written")
    HANDED_IN = "handed_in", pgettext_lazy("report", "handed in")
    RETURNED = "returned", pgettext_lazy("report", "sent back with questions")
    AGAIN = "again", pgettext_lazy("report", "handed in again")
    ACCEPTED = "accepted", pgettext_lazy("report", "accepted")
    DROPPED = "dropped", pgettext_lazy("report", "no longer wanted")


WRITING = (ReportState.OPEN, ReportState.RETURNED)
READING = (ReportState.HANDED_IN, ReportState.AGAIN)


class Late(IntegerChoices):
    """How late a report is; each stage has an effect (rows ``report.late_1`` to ``late_3``)."""

    NOT = 0, pgettext_lazy("report", "in time")
    REMINDED = 1, _("reminded")
    PAUSED = 2, _("support paused")
    REVIEW = 3, _("early review proposed")


class Rating(TextChoices):
    """How an organisation says its work goes."""

    AHEAD = "ahead", pgettext_lazy("progress", "faster than planned")
    AS_PLANNED = "as_planned", pgettext_lazy("progress", "as planned")
    BEHIND = "behind", pgettext_lazy("progress", "behind the plan")
