"""The stream of events: what was done, when, by whom; and the chain that seals it.

Events are text and ids without foreign keys, so that nothing in them depends on rows that may
change. Both tables are only added to: triggers in the database refuse update and delete.
"""

from django.db import models


class Event(models.Model):
    """One act, written in the act's own transaction; not yet chained (see Seal)."""

    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    subject = models.CharField(max_length=120)
    case = models.CharField(max_length=40, blank=True)
    data = models.TextField(default="{}")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="event_by_subject"),
            models.Index(fields=["case", "id"], name="event_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Seal(models.Model):
    """An event's place in the chain: seq without gaps, prev and hash in hexadecimal SHA-256."""

    seq = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    prev = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class Checkpoint(models.Model):
    """The head of the chain at a moment, and what a check of the whole chain found then.

    Published so that outsiders can keep a copy; ``fault`` is empty when all was intact.
    """

    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    fault = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class Cursor(models.Model):
    """How far a consumer has read; saved in the same transaction as its effect."""

    consumer = models.CharField(max_length=80, primary_key=True)
    seq = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.consumer} at {self.seq}"


class ClockOffset(models.Model):
    """By how many seconds test and demo settings shift the clock; one row at most."""

    seconds = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.seconds} s"
