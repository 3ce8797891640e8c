"""What an office keeps beside a case: notes, instructions, reminders sent, handovers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.core import clock


class Note(models.Model):
    """A note for the colleagues; added only, never shown outside the office."""

    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="notes")
    words = models.TextField(_("note"))
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"note {self.pk}"


class Instruction(models.Model):
    """What a leader asks of a case, with the last day of the reply (督办)."""

    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="instructions")
    words = models.TextField(_("instruction"))
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="instructions")
    at = models.DateTimeField()
    reply_by = models.DateField(_("reply by"))
    reply = models.TextField(_("reply"), blank=True)
    replied_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["reply_by", "id"]
        indexes = [
            models.Index(
                fields=["reply_by"], name="instruction_waiting", condition=Q(replied_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(replied_at=None, replied_by=None, reply="")
                | Q(replied_at__isnull=False, replied_by__isnull=False) & ~Q(reply=""),
                name="instruction_replied_whole",
            )
        ]

    def __str__(self) -> str:
        return f"instruction {self.pk}"

    @property
    def open(self) -> bool:
        """Whether it still waits for a reply."""
        return self.replied_at is None

    @property
    def late(self) -> bool:
        """Whether the last day of the reply has passed without one."""
        return self.open and self.reply_by < clock.today()


class Reminder(models.Model):
    """That a reminder of one kind was sent for one last day of a case; never twice."""

    case = models.ForeignKey("workflow.Case", on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=40)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "due_on"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"


class Handover(models.Model):
    """Cases that passed from one person of an office to another in one act."""

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    giver = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    taker = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    words = models.TextField(_("what the colleague must know"), blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(giver=F("taker")), name="handover_between_two_people"
            )
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"


class HandedCase(models.Model):
    """One case of a handover, as it stood then."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey("workflow.Case", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=40)
    due_on = models.DateField(null=True)

    class Meta:
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "case"], name="handed_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.case_id}"


class CalendarAddress(models.Model):
    """The secret address of a person's calendar; only its hash is kept, a new one ends the old."""

    person = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, related_name="calendar_address"
    )
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar {self.person_id}"
