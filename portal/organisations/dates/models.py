"""The term of a council as the organisation states it, and reminders that went out."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.dates.enums import DateKind


class CouncilTerm(models.Model):
    """A term of office of the council, as stated by the organisation; only added to.

    The register does not tell it. The row stated last counts.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="council_terms"
    )
    begins_on = models.DateField(_("the term begins on"))
    ends_on = models.DateField(_("the term ends on"))
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-stated_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("begins_on")), name="council_term_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"council {self.organisation_id} {self.begins_on}"


class DateReminder(models.Model):
    """A reminder of a legal date that went out, once for each stage."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=DateKind.choices)
    day = models.DateField()
    stage = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "day", "stage"], name="date_reminded_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.stage}"
