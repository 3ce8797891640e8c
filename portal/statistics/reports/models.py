"""Reports of statistics and their figures."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from portal.statistics.reports.enums import OPEN, ReportState
from portal.statistics.reports.workflow import STATISTICS
from portal.workflow.bases import CaseModel


class Report(CaseModel):
    """The figures of a form as they were counted on a day; once sent it never changes.

    ``number`` is 1, then one more for each correction, which ``replaces`` the one before for the
    ``reason``. ``first`` and ``last`` are the days counted; ``heads`` the tables as they were
    printed ([{table, title, head, columns: [{code, title, unit}]}]). ``done`` of ``total`` tables
    are counted; ``failed`` says that counting broke off.
    """

    workflow = STATISTICS

    sheet = models.ForeignKey("statistics.Sheet", on_delete=models.PROTECT, related_name="reports")
    version = models.ForeignKey(
        "statistics.SheetVersion", on_delete=models.PROTECT, related_name="reports"
    )
    number = models.PositiveSmallIntegerField(default=1)
    replaces = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    first = models.DateField()
    last = models.DateField()
    counted_at = models.DateTimeField()
    heads: Any = models.JSONField(default=list)
    total = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveSmallIntegerField(default=0)
    failed = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    handed_in_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ReportState.values), name="statistics_state_known"
            ),
            models.UniqueConstraint(
                fields=["sheet"], condition=Q(status__in=OPEN), name="statistics_one_open"
            ),
            models.UniqueConstraint(
                fields=["sheet", "number"],
                condition=~Q(status=ReportState.WITHDRAWN),
                name="statistics_number_once",
            ),
            models.CheckConstraint(
                condition=Q(replaces=None, number=1) | Q(replaces__isnull=False, number__gt=1),
                name="statistics_correction_replaces",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportState.SENT)
                | Q(confirmed_by__isnull=False, sent_at__isnull=False),
                name="statistics_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None)
                | ~Q(confirmed_by=F("made_by")) & ~Q(confirmed_by=F("handed_in_by")),
                name="statistics_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"report {self.pk}"


class Cell(models.Model):
    """One figure: what was counted, and what an official set in its place by hand, with the reason.

    ``key`` and ``label`` are the line, ``place`` its order. Values are whole: fen, minutes.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="cells")
    table = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=120)
    column = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    counted = models.BigIntegerField()
    corrected = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    corrected_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    corrected_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["report", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "table", "key", "column"], name="statistics_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(corrected=None, note="", corrected_by=None)
                | Q(corrected__isnull=False, corrected_by__isnull=False) & ~Q(note=""),
                name="statistics_corrected_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {self.key}"

    @property
    def value(self) -> int:
        """What the report says: what was set by hand, else what was counted."""
        return self.counted if self.corrected is None else self.corrected
