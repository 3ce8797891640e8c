"""Notices, their deliveries, the calls that replace failed ones, and what the demo sent."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.notifications.circulars.models import Circular as Circular
from portal.notifications.circulars.models import Receipt as Receipt
from portal.notifications.enums import Channel, Outcome, State
from portal.notifications.messages import fill, named


def any_key() -> str:
    """A key for a notice that nothing will ever repeat."""
    return uuid.uuid4().hex


class Notice(models.Model):
    """One thing told to one person; ``unique`` keeps the same event from being told twice.

    ``params`` fill the message's places (text and numbers). ``url`` is a path of the portal.
    """

    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices")
    key = models.CharField(max_length=80)
    params = models.JSONField(default=dict, blank=True)
    case = models.CharField(max_length=40, blank=True)
    url = models.CharField(max_length=200, blank=True)
    office = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    unique = models.CharField(max_length=120, default=any_key)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["person", "read_at", "created_at"], name="notice_by_person"),
            models.Index(fields=["case"], name="notice_by_case"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "unique"], name="notice_told_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.person_id}"

    @property
    def subject(self) -> str:
        """The heading, in the language of the reader."""
        return fill(named(self.key).subject, self.params)

    @property
    def body(self) -> str:
        """The text, in the language of the reader."""
        return fill(named(self.key).body, self.params)

    @property
    def sms(self) -> str:
        """The short text."""
        return fill(named(self.key).sms or named(self.key).subject, self.params)


class Delivery(models.Model):
    """A notice in one channel: state, times, tries.

    ``leased_until`` says that a worker is sending it right now. The address is read from the
    person when it is sent, so that it is kept in one place only.
    """

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], name="delivery_due", condition=Q(state=State.QUEUED))
        ]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once"),
            models.CheckConstraint(
                condition=~Q(state=State.FAILED) | Q(failed_at__isnull=False),
                name="delivery_failed_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SENT) | Q(sent_at__isnull=False),
                name="delivery_sent_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"

    @property
    def since(self) -> datetime:
        """When it came into its state."""
        return self.read_at or self.failed_at or self.delivered_at or self.sent_at or self.due_at

    @property
    def reference(self) -> str:
        """The name under which gateways know it; the same at every try."""
        return f"notice-{self.notice_id}-{self.channel}"


class CallTask(models.Model):
    """Work for an office: call the person, or post a letter, because messages did not arrive."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="call")
    office = models.ForeignKey("bodies.Body", null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE)
    opened_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["opened_at", "id"]
        indexes = [models.Index(fields=["office", "done_at"], name="call_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | ~Q(outcome=""), name="call_done_has_outcome"
            )
        ]

    def __str__(self) -> str:
        return f"call {self.notice_id}"


class SentMessage(models.Model):
    """What the console gateways sent, for the demo's page; never written outside demo mode."""

    channel = models.CharField(max_length=8)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    kind = models.CharField(max_length=20)
    reference = models.CharField(max_length=80, null=True, unique=True)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.channel} {self.to}"
