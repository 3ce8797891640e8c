"""Imports of lists into the register, and their rows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.imports.enums import Choice, ImportState, Kind, Outcome, Verdict
from portal.organisations.imports.workflow import IMPORT
from portal.workflow.models import CaseModel


class ImportBatch(CaseModel):
    """One uploaded list. ``position`` is the last line the worker has finished in its phase.

    ``kind`` says what the list is about and so which code reads and writes it.
    ``total`` is the last line of the list, ``title`` what stands above its headings.
    ``scope`` holds the ids of the registration authorities whose rows it may write, None for all.
    ``counts`` and ``problems`` are what the reading found: rows per verdict, and the reasons why
    the whole file cannot be taken (code and params).
    """

    workflow = IMPORT

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.REGISTER)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="imports")
    title = models.CharField(_("title of the list"), max_length=200, blank=True)
    source_on = models.DateField(_("as of"))
    scope = models.JSONField(null=True)
    uploaded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="uploaded_imports"
    )
    uploaded_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="confirmed_imports"
    )
    confirmed_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ImportState.values), name="import_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="import_kind_known"),
            models.UniqueConstraint(
                fields=["status"],
                condition=Q(status=ImportState.APPLYING),
                name="import_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="import_confirmed_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.stored_id)

    @property
    def percent(self) -> int:
        """How far the worker is in its present phase, 0 to 100."""
        return min(100, self.position * 100 // self.total) if self.total else 0


class ImportRow(models.Model):
    """A row of a list: as it stood there, as it was understood, and what it would change.

    ``changes`` is {field: [old, new]}; ``reasons`` is [{code, params}]; ``matched`` the body the
    row means, when one was found. ``line`` counts through all sheets of a workbook; ``place`` is
    the line in ``sheet``, 0 where the list has only one.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line"))
    sheet = models.CharField(_("sheet"), max_length=31, blank=True)
    place = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    name = models.CharField(_("name"), max_length=250, blank=True)
    raw = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    matched = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="+"
    )
    choice = models.CharField(max_length=8, choices=Choice.choices, blank=True, default="")
    chosen_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")

    class Meta:
        ordering = ["line"]
        indexes = [models.Index(fields=["batch", "verdict", "line"], name="import_row_by_verdict")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="import_row_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.where} {self.name}"

    @property
    def where(self) -> str:
        """The row as a person finds it in the spreadsheet program: its line, and on which sheet."""
        return f"{self.sheet} {self.place}" if self.place else str(self.line)
