"""Recoveries of a lost sole owner."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.recoveries.enums import RecoveryState
from portal.organisations.recoveries.workflow import RECOVERY
from portal.workflow.models import CaseModel


class Recovery(CaseModel):
    """Two officials make ``person`` the owner in place of ``lost_owner``, on a sealed letter."""

    workflow = RECOVERY

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="recoveries"
    )
    lost_owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    grounds = models.TextField(_("what happened"))
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "recoveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RecoveryState.values), name="recovery_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("started_by")), name="recovery_by_two_officials"
            ),
            models.CheckConstraint(
                condition=~Q(status=RecoveryState.CONFIRMED)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="recovery_confirmed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(status=RecoveryState.STARTED),
                name="recovery_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"recovery {self.pk}"
