"""Allowances of support by period, and the ledger whose sums they are."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.allowances.enums import SupportKind, What


class Allowance(models.Model):
    """How much of one kind of support a residence may use between two days, both included.

    ``granted`` and ``used`` count in the kind's unit (``enums.UNITS``) and equal the sums of the
    entries; only ``operations`` write them, by conditional updates. ``amount`` is what a whole
    period of this kind grants under the present tier.
    """

    residence = models.ForeignKey(
        "incubator.Residence", on_delete=models.PROTECT, related_name="allowances"
    )
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of support"), max_length=12, choices=SupportKind.choices)
    begins_on = models.DateField()
    ends_on = models.DateField()
    amount = models.BigIntegerField(default=0)
    granted = models.BigIntegerField(default=0)
    used = models.BigIntegerField(default=0)
    carries_over = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "begins_on", "id"]
        indexes = [models.Index(fields=["body", "kind", "ends_on"], name="allowance_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SupportKind.values), name="allowance_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(used__gte=0, used__lte=F("granted")), name="allowance_not_exceeded"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="allowance_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["residence", "kind", "begins_on"], name="allowance_once_per_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.begins_on}"


class Entry(models.Model):
    """One line of the ledger; only added to. ``about`` names the use ("incubator.booking:12")."""

    allowance = models.ForeignKey(Allowance, on_delete=models.PROTECT, related_name="entries")
    what = models.CharField(max_length=12, choices=What.choices)
    granted = models.BigIntegerField(default=0)
    used = models.BigIntegerField(default=0)
    about = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(condition=Q(what__in=What.values), name="allowance_entry_known"),
            models.UniqueConstraint(
                fields=["about", "what"],
                condition=Q(what__in=["taken", "returned", "lost"]),
                name="allowance_use_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.about}"
