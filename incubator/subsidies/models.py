"""Lists of organisations, the people on them, batches, and what was paid wrongly."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from incubator.subsidies.enums import (
    DEAD_CLAIMS,
    OPEN_BATCHES,
    OPEN_CLAIMS,
    BatchState,
    ClaimState,
    Payee,
)
from incubator.subsidies.workflow import BATCH, LIST
from incubator.workers.enums import Level
from portal.workflow.bases import CaseModel


class SubsidyBatch(CaseModel):
    """The lists of all organisations that are decided and paid together; amounts in fen.

    It gathers the checked lists up to ``month``. ``gross`` is what is due, ``netted`` what wrong
    months take off, the difference is paid. ``position`` of ``total`` lists were looked at;
    ``cursor`` is the last of them. ``left_out`` are the lists that could not be taken in, with
    their reasons [{claim, reasons}]. ``short`` is what the line wanted when the money was asked
    for last.
    """

    workflow = BATCH

    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    payee = models.PositiveSmallIntegerField(default=Payee.ORGANISATION)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    gross = models.BigIntegerField(default=0)
    netted = models.BigIntegerField(default=0)
    left_out = models.JSONField(default=list)
    begun_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    short = models.BigIntegerField(default=0)
    commitment = models.OneToOneField(
        "ledger.Commitment", null=True, on_delete=models.PROTECT, related_name="+"
    )
    paper_number = models.CharField(_("number of the bank's receipt"), max_length=40, blank=True)
    paid_on = models.DateField(_("paid on"), null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(status__in=OPEN_BATCHES),
                name="subsidy_batch_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BatchState.values), name="subsidy_batch_state_known"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="subsidy_batch_first_day"),
            models.CheckConstraint(
                condition=Q(netted__gte=0, netted__lte=F("gross")),
                name="subsidy_batch_never_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("begun_by")),
                name="subsidy_batch_approved_by_another",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.number if self.case else f"subsidy batch {self.pk}"

    @property
    def fen(self) -> int:
        """What is paid, in fen."""
        return self.gross - self.netted

    @property
    def percent(self) -> int:
        """How far the worker is, 0 to 100."""
        return min(100, self.position * 100 // self.total) if self.total else 100

    @property
    def basis(self) -> str:
        """What the ledger knows the batch by."""
        return f"subsidies.batch:{self.pk}"


class SubsidyClaim(CaseModel):
    """An organisation's list of its social workers for a month, under a scheme's ``version``.

    ``gross`` is the sum of its lines that count, ``netted`` what wrong months take off; amounts
    in fen. ``confirmed_on`` is the day by which it came in time.
    """

    workflow = LIST

    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        "incubator.SchemeVersion", on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="subsidy_claims"
    )
    month = models.DateField(_("month"))
    batch = models.ForeignKey(
        SubsidyBatch, null=True, on_delete=models.PROTECT, related_name="claims"
    )
    people = models.PositiveIntegerField(default=0)
    gross = models.BigIntegerField(default=0)
    netted = models.BigIntegerField(default=0)
    account_shown = models.CharField(_("bank account"), max_length=140, blank=True)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    paid = models.BigIntegerField(default=0)
    paid_on = models.DateField(_("paid on"), null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["scheme", "status", "month"], name="subsidy_claim_to_gather"),
            models.Index(fields=["organisation", "month"], name="subsidy_claim_by_month"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "organisation", "month"], condition=Q(status__in=OPEN_CLAIMS),
                name="subsidy_claim_one_open",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ClaimState.values), name="subsidy_claim_state_known"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="subsidy_claim_first_day"),
            models.CheckConstraint(
                condition=Q(netted__gte=0, netted__lte=F("gross")),
                name="subsidy_claim_never_below_zero",
            ),
            models.CheckConstraint(
                condition=Q(paid=0) | Q(paid=F("gross") - F("netted"), paid_on__isnull=False),
                name="subsidy_claim_paid_in_full",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*OPEN_CLAIMS, *DEAD_CLAIMS]) | Q(batch__isnull=False),
                name="subsidy_claim_paid_in_a_batch",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.case.number if self.case else f"subsidy list {self.pk}"

    @property
    def fen(self) -> int:
        """What is paid, in fen."""
        return self.gross - self.netted

    @property
    def basis(self) -> str:
        """What the payments know the list by."""
        return f"subsidies.list:{self.pk}"


class SubsidyLine(models.Model):
    """A person on a list: what is due, line by line, or every reason why not; fen.

    ``period`` is what may be had once: "2026-06", or "once:senior". ``counts``: the person has
    it by this line, so no other list may bring it, whichever organisation or batch. ``corrected``
    is what was taken back because it was wrong.
    """

    claim = models.ForeignKey(SubsidyClaim, on_delete=models.PROTECT, related_name="lines")
    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    employment = models.ForeignKey(
        "incubator.Employment", on_delete=models.PROTECT, related_name="+"
    )
    worker = models.ForeignKey("incubator.Worker", on_delete=models.PROTECT, related_name="+")
    certificate_print = models.CharField(max_length=64, blank=True)
    period = models.CharField(max_length=24)
    level = models.CharField(_("level"), max_length=16, choices=Level.choices, blank=True)
    fen = models.BigIntegerField(_("amount"), default=0)
    corrected = models.BigIntegerField(default=0)
    counts = models.BooleanField(default=False)
    reckoning = models.JSONField(default=list)
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["worker", "scheme"], name="subsidy_line_by_worker")]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "worker", "period"], condition=Q(counts=True),
                name="subsidy_once_for_person",
            ),
            models.UniqueConstraint(
                fields=["scheme", "certificate_print", "period"], condition=Q(counts=True),
                name="subsidy_once_for_certificate",
            ),
            models.UniqueConstraint(
                fields=["claim", "employment"], name="subsidy_line_once_in_list"
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(fen__gt=0) & ~Q(certificate_print=""),
                name="subsidy_line_counts_with_amount",
            ),
            models.CheckConstraint(
                condition=Q(corrected__gte=0, corrected__lte=F("fen")),
                name="subsidy_line_corrected_not_over",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.worker_id} {self.period}: {self.fen}"


class SubsidyCorrection(models.Model):
    """Money of a paid line that was wrong, to be netted in the next batches of the payee.

    ``netted`` of its ``fen`` have been taken off; the rest is carried.
    """

    line = models.ForeignKey(SubsidyLine, on_delete=models.PROTECT, related_name="corrections")
    scheme = models.ForeignKey("incubator.Scheme", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    fen = models.BigIntegerField(_("amount"))
    netted = models.BigIntegerField(default=0)
    words = models.CharField(_("reason"), max_length=500)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["organisation", "scheme"], name="subsidy_to_net")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fen__gt=0, netted__gte=0, netted__lte=F("fen")),
                name="subsidy_correction_not_over",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: -{self.fen}"

    @property
    def open(self) -> int:
        """What is still to be netted, in fen."""
        return self.fen - self.netted


class SubsidyNetting(models.Model):
    """What a correction takes off a list."""

    correction = models.ForeignKey(
        SubsidyCorrection, on_delete=models.PROTECT, related_name="nettings"
    )
    claim = models.ForeignKey(SubsidyClaim, on_delete=models.PROTECT, related_name="nettings")
    fen = models.BigIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["correction", "claim"], name="subsidy_netting_once_in_list"
            ),
            models.CheckConstraint(condition=Q(fen__gt=0), name="subsidy_netting_positive"),
        ]

    def __str__(self) -> str:
        return f"-{self.fen}"
