"""The index card of every case (办件), and the base of the rows that have a status."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.workflow.approvals.models import Approval as Approval
from portal.workflow.approvals.models import Chain as Chain
from portal.workflow.approvals.models import Minute as Minute
from portal.workflow.approvals.models import Opinion as Opinion
from portal.workflow.approvals.models import StockPhrase as StockPhrase
from portal.workflow.bases import CaseModel as CaseModel
from portal.workflow.binder.models import Binder as Binder
from portal.workflow.desk.models import CalendarAddress as CalendarAddress
from portal.workflow.desk.models import HandedCase as HandedCase
from portal.workflow.desk.models import Handover as Handover
from portal.workflow.desk.models import Instruction as Instruction
from portal.workflow.desk.models import Note as Note
from portal.workflow.desk.models import Reminder as Reminder
from portal.workflow.letters.models import Letter as Letter
from portal.workflow.letters.models import LetterMark as LetterMark
from portal.workflow.publicity.models import Correction as Correction
from portal.workflow.publicity.models import Objection as Objection
from portal.workflow.publicity.models import PublicEntry as PublicEntry
from portal.workflow.publicity.models import Publicity as Publicity
from portal.workflow.steps import AnyWorkflow, Waits, table
from portal.workflow.worker.models import TaskLease as TaskLease


class Channel(models.TextChoices):
    """How a matter came in; offline channels count like the web."""

    WEB = "web", _("online")
    COUNTER = "counter", _("at the counter")
    PHONE = "phone", _("by telephone")
    PAPER = "paper", _("on paper")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases by whose turn it is."""

    def open(self) -> "CaseQuerySet":
        """Cases that have not ended."""
        return self.filter(closed_at=None)

    def waiting_for_offices(self, bodies: frozenset[int]) -> "CaseQuerySet":
        """Open cases in the hands of these bodies."""
        return self.open().filter(holder__in=bodies, waits_for=Waits.OFFICE)


class Case(models.Model):
    """A case as lists show it: number, matter, whose turn, by when. Written by the engine only.

    ``holder`` is the office that answers for it from first to last; ``handler`` the person in it.
    ``due_on`` was counted from ``due_since`` by the rule ``due_rule``, to be counted anew;
    ``due_days`` working days instead of the rule's own when a stopped limit runs on. ``kept_days``
    and ``kept_rule`` are what was left of the office's limit when it stopped.
    ``state`` repeats the status of the subject's own row, written in the same transaction.
    """

    number = models.CharField(max_length=40, unique=True)
    workflow = models.CharField(max_length=40)
    state = models.CharField(max_length=40)
    waits_for = models.CharField(max_length=12, choices=[(w.value, w.value) for w in Waits])
    applicant = models.CharField(max_length=160)
    applicant_user = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="cases"
    )
    body = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="cases"
    )
    holder = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="held_cases")
    handler = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="handled"
    )
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.WEB)
    opened_at = models.DateTimeField()
    state_since = models.DateTimeField()
    due_on = models.DateField(null=True)
    due_provisional = models.BooleanField(default=False)
    due_rule = models.CharField(max_length=80, blank=True)
    due_since = models.DateTimeField(null=True)
    due_days = models.PositiveSmallIntegerField(null=True)
    kept_days = models.PositiveSmallIntegerField(null=True)
    kept_rule = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    object_id = models.BigIntegerField()

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        indexes = [
            models.Index(fields=["holder", "waits_for", "due_on"], name="case_by_holder"),
            models.Index(fields=["workflow", "state"], name="case_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["workflow", "object_id"], name="case_one_per_row"),
            models.CheckConstraint(
                condition=Q(closed_at=None) & ~Q(waits_for=Waits.NOBODY)
                | Q(closed_at__isnull=False, waits_for=Waits.NOBODY),
                name="case_closed_waits_for_nobody",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def table(self) -> AnyWorkflow:
        """The workflow the case follows."""
        return table(self.workflow)

    @property
    def state_label(self) -> Any:
        """The state in words."""
        return self.table.states(self.state).label

    @property
    def overdue(self) -> bool:
        """Whether the last day has passed while the office holds it."""
        return self.closed_at is None and self.due_on is not None and self.due_on < clock.today()


class Counter(models.Model):
    """The last number given in a series; moved by a conditional update."""

    series = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class Guess(models.Model):
    """Wrong codes given for one key since ``since``; moved by a conditional update."""

    key = models.CharField(max_length=80, primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.wrong}"
