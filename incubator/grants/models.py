"""Claims of money, and how much of each scheme a lineage has had."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.grants.enums import AWARDED, DEAD, PAID_OUT, ClaimState
from incubator.grants.workflow import GRANT
from portal.workflow.bases import CaseModel

LIVE = ~Q(status__in=DEAD)


class Claim(CaseModel):
    """A claim of one organisation to an entry of a scheme's table; it keeps ``version``'s terms.

    ``lineage_key`` names the organisation and those it came from (``tallies.key_of``).
    ``reckoning`` is the amount line by line, as it was reckoned last. ``confirmed_on`` is the day
    of the ground (the announcement of the grade); the queue goes by it. ``short_year`` is the
    fiscal year whose line was short when it was queued, or told of last. ``occasion`` tells apart
    what is paid more than once ("" once for all, "2026", "2026-05", "2026/7" for the year of base
    7). ``asked`` and ``plan`` stand in an application. ``report`` is [[purpose, fen]], the use of
    the money; ``returned`` what came back of it, in fen.
    """

    workflow = GRANT

    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="claims")
    version = models.ForeignKey(
        "incubator.SchemeVersion", on_delete=models.PROTECT, related_name="claims"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="grant_claims"
    )
    lineage_key = models.BigIntegerField()
    entry = models.CharField(_("entry of the table"), max_length=20)
    occasion = models.CharField(max_length=24, blank=True)
    base = models.ForeignKey(
        "incubator.Base", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked = models.BigIntegerField(_("amount asked for"), null=True)
    plan = models.TextField(_("what the money is for"), max_length=2000, blank=True)
    plan_file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    grade = models.ForeignKey(
        "organisations.Grade", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField(_("confirmed on"))
    claim_until = models.DateField(_("to be claimed until"))
    amount = models.BigIntegerField(_("amount"))
    reckoning = models.JSONField(default=list)
    account_shown = models.CharField(_("bank account"), max_length=140, blank=True)
    claimed_on = models.DateField(null=True)
    claimed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    short_year = models.PositiveSmallIntegerField(null=True)
    commitment = models.OneToOneField(
        "ledger.Commitment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    receipt_number = models.CharField(_("number of the receipt"), max_length=40, blank=True)
    receipt_on = models.DateField(_("day of the receipt"), null=True)
    receipt_file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    paid = models.BigIntegerField(default=0)
    paid_on = models.DateField(_("paid on"), null=True)
    report = models.JSONField(default=list)
    report_words = models.TextField(_("what was achieved"), max_length=2000, blank=True)
    report_file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    returned = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["scheme", "status", "confirmed_on"], name="claim_queue"),
            models.Index(fields=["organisation", "scheme"], name="claim_by_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "lineage_key", "entry", "occasion"], condition=LIVE,
                name="claim_once_for_lineage_and_entry",
            ),
            models.UniqueConstraint(
                fields=["scheme", "organisation", "entry", "occasion"], condition=LIVE,
                name="claim_once_for_organisation_and_entry",
            ),
            models.UniqueConstraint(
                fields=["scheme", "base", "occasion"], condition=LIVE & Q(base__isnull=False),
                name="claim_once_for_base_and_year",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ClaimState.values), name="grant_claim_state_known"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="claim_amount_positive"),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("amount")), name="claim_paid_not_over_amount"
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, returned__lte=F("paid")),
                name="claim_returned_not_over_paid",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=PAID_OUT)
                | Q(paid__gt=0, paid_on__isnull=False),
                name="claim_paid_has_amount_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[ClaimState.COMMITTED, ClaimState.RECEIPTED, ClaimState.ORDERED]
                )
                | Q(commitment__isnull=False),
                name="claim_committed_has_commitment",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=AWARDED)
                | Q(approved_by__isnull=False) & ~Q(approved_by=F("checked_by")),
                name="claim_approved_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.number if self.case else f"claim {self.pk}"

    def further_offices(self) -> Iterable[int]:
        """While the approval runs, the two offices above: their people stand in as substitutes."""
        if self.status != ClaimState.CHECKED:
            return ()
        above = [self.scheme.office.parent]
        above += [body.parent for body in above if body]
        return [body.pk for body in above if body]

    @property
    def basis(self) -> str:
        """What the ledger and the payments know the claim by."""
        return f"grants.claim:{self.pk}"

    @property
    def spent(self) -> int:
        """What the report says was spent, in fen."""
        return sum(fen for _words, fen in self.report)

    @property
    def unspent(self) -> int:
        """What neither was spent nor has come back, in fen."""
        return max(0, self.paid - self.spent - self.returned)


class Tally(models.Model):
    """What the portal awarded and paid a lineage under a scheme, in fen; imports not included.

    For what is paid every year or month there is one for each ``occasion``.
    Locked while a claim is reckoned, so that two claims of one lineage wait for each other.
    ``highest`` is the most that a version in use gives.
    """

    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    lineage_key = models.BigIntegerField()
    occasion = models.CharField(max_length=24, blank=True)
    highest = models.BigIntegerField(default=0)
    awarded = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "lineage_key", "occasion"], name="tally_once_for_lineage"
            ),
            models.CheckConstraint(
                condition=Q(paid__gte=0, paid__lte=F("awarded"), awarded__lte=F("highest")),
                name="tally_never_over_the_highest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.lineage_key}: {self.awarded}"
