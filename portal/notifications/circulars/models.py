"""Circulars (通知) to an audience, and who has read and confirmed them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.notifications.circulars.enums import CircularState


class Circular(models.Model):
    """A notice of an office to an audience: ``audience`` is a registered code, ``params`` its
    choices. The people are found anew when it is sent.
    """

    office = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("heading"), max_length=80)
    words = models.TextField(_("text"))
    audience = models.CharField(max_length=40)
    params = models.JSONField(default=dict, blank=True)
    wants_confirmation = models.BooleanField(default=True)
    state = models.CharField(
        max_length=8, choices=CircularState.choices, default=CircularState.DRAFT
    )
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=CircularState.DRAFT, sent_at=None)
                | ~Q(state=CircularState.DRAFT) & Q(sent_at__isnull=False),
                name="circular_sent_has_time",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """One person of a circular's audience: whether they opened it and confirmed that."""

    circular = models.ForeignKey(Circular, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="circular_receipts"
    )
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["circular", "person"], name="circular_once_each"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(read_at__isnull=False),
                name="circular_confirmed_was_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.circular_id} {self.person_id}"
