"""Money that is asked back, its instalments, and what came back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.clawbacks.enums import OPEN, ClawbackState
from incubator.clawbacks.workflow import CLAWBACK
from portal.workflow.bases import CaseModel


class Clawback(CaseModel):
    """Money that an organisation was paid under a scheme, asked back; amounts in fen.

    ``claims`` are [[claim id, fen]] as they stood when it was opened. ``returned`` is the sum of
    the confirmed repayments. ``cause`` names what the portal opened it for ("grade:…",
    "unspent:7"), once for each cause; it is empty, and ``opened_by`` somebody, when an official
    opened it.
    """

    workflow = CLAWBACK

    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="clawbacks"
    )
    claims = models.JSONField(default=list)
    amount = models.BigIntegerField(_("amount"))
    returned = models.BigIntegerField(default=0)
    ground = models.TextField(_("ground"), max_length=1000)
    cause = models.CharField(max_length=80, blank=True)
    opened_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    plan = models.JSONField(default=list)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "organisation"], condition=Q(status__in=OPEN, cause=""),
                name="clawback_one_open",
            ),
            models.UniqueConstraint(
                fields=["scheme", "organisation", "cause"], condition=~Q(cause=""),
                name="clawback_once_for_a_cause",
            ),
            models.CheckConstraint(
                condition=~Q(cause="") | Q(opened_by__isnull=False),
                name="clawback_opened_by_somebody_or_for_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ClawbackState.values), name="clawback_state_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, returned__gte=0, returned__lte=F("amount")),
                name="clawback_returned_not_over_amount",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("opened_by")), name="clawback_decided_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(status=ClawbackState.SETTLED) | Q(returned=F("amount")),
                name="clawback_settled_is_paid",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.number if self.case else f"clawback {self.pk}"

    @property
    def owed(self) -> int:
        """What is still to be paid back, in fen."""
        return self.amount - self.returned


class Repayment(models.Model):
    """Money that came back, by the bank's number: entered by one person, confirmed by another."""

    clawback = models.ForeignKey(Clawback, on_delete=models.PROTECT, related_name="repayments")
    fen = models.BigIntegerField()
    number = models.CharField(_("number of the bank receipt"), max_length=40)
    received_on = models.DateField(_("received on"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(fen__gt=0), name="repayment_positive"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("entered_by")), name="repayment_two_people"
            ),
        ]

    def __str__(self) -> str:
        return self.number
