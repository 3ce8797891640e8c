"""Bank accounts of bodies, with every earlier one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.payments.payees.enums import AccountState
from portal.payments.payees.workflow import PAYEE
from portal.workflow.bases import CaseModel

WAITING = Q(status=AccountState.PROPOSED)


class Account(CaseModel):
    """An account that a body named. The number is sealed; ``shown`` is its masked form.

    ``in_force`` is true for the one confirmed last, until ``ended_at``. A row is never changed
    but by its check: another number is another row.
    """

    workflow = PAYEE

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="accounts")
    holder = models.CharField(_("name of the account"), max_length=120)
    bank = models.CharField(_("bank"), max_length=120)
    bank_code = models.CharField(_("bank code"), max_length=12)
    sealed = models.TextField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    shown = models.CharField(max_length=12)
    permit = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    words = models.TextField(_("reasons"), max_length=2000, blank=True)
    in_force = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=AccountState.values), name="account_state_known"
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | Q(status=AccountState.CONFIRMED),
                name="account_in_force_was_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[AccountState.PROPOSED, AccountState.WITHDRAWN])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="account_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=models.F("proposed_by")), name="account_two_people"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(in_force=True), name="account_one_in_force"
            ),
            models.UniqueConstraint(fields=["body"], condition=WAITING, name="account_one_waits"),
            models.UniqueConstraint(
                fields=["fingerprint"], condition=Q(in_force=True), name="account_of_one_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank} {self.shown}"
