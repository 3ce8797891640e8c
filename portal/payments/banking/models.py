"""Formats of bank files, the files, and what the bank reported."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.payments.banking.enums import (
    AmountForm,
    Encoding,
    Phase,
    Result,
    Separator,
    Standing,
)
from portal.payments.banking.layout import Layout

MOST = 10**15


class BankFormat(models.Model):
    """How the bank of a body wants its file. ``columns`` are Field codes in their order."""

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="bank_formats")
    name = models.CharField(_("name of the format"), max_length=60)
    columns = models.JSONField(default=list)
    separator = models.CharField(max_length=1, choices=Separator.choices, default=Separator.COMMA)
    encoding = models.CharField(max_length=10, choices=Encoding.choices, default=Encoding.GB18030)
    amount_form = models.CharField(
        max_length=8, choices=AmountForm.choices, default=AmountForm.YUAN
    )
    heading = models.BooleanField(default=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["payer", "name"], name="bank_format_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def layout(self) -> Layout:
        """The format as the pure functions take it."""
        return Layout(
            tuple(self.columns), self.separator, self.encoding, self.amount_form, self.heading
        )


class BankFile(models.Model):
    """A file of checked orders for the bank, as it went out: ``sealed`` is its text.

    ``layout`` is the format of that day. ``fen`` is the sum of its orders.
    """

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="bank_files")
    number = models.CharField(max_length=20)
    layout = models.JSONField(default=dict)
    sealed = models.TextField()
    sha256 = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    fen = models.BigIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["payer", "number"], name="bank_file_number_once"),
            models.CheckConstraint(condition=Q(count__gt=0, fen__gt=0), name="bank_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.number


class ReceiptList(models.Model):
    """An uploaded file of receipts: read at once, taken in by the worker after it was confirmed.

    The file is not kept. Its rows stand sealed until they were taken in or put away, because they
    hold whole account numbers. ``position`` is the last line that was taken in.
    """

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="receipt_lists")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.CHECKED)
    sealed = models.TextField(blank=True)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=Phase.values), name="receipt_list_phase_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MoneyIn(models.Model):
    """The bank's number of money that came in to an office: it counts once, whatever it repays.

    ``basis`` names what it was counted for ("clawback:7").
    """

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    basis = models.CharField(max_length=80)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["payer", "number"], name="money_in_counted_once")
        ]

    def __str__(self) -> str:
        return self.number


class Receipt(models.Model):
    """What the bank reported of one transfer; ``key`` makes sure that it is taken once.

    ``fingerprint`` and ``shown`` stand for the account. ``reasons`` ([{code, params}]) say why no
    order fitted when it came; ``why`` is what a person said who matched it or set it aside.
    """

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="receipts")
    source = models.ForeignKey(ReceiptList, on_delete=models.PROTECT, related_name="receipts")
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    serial = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    fen = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64, blank=True)
    shown = models.CharField(max_length=12, blank=True)
    on = models.DateField()
    result = models.CharField(max_length=10, choices=Result.choices)
    words = models.CharField(max_length=200, blank=True)
    standing = models.CharField(max_length=10, choices=Standing.choices)
    reasons = models.JSONField(default=list)
    order = models.ForeignKey(
        "payments.Order", null=True, on_delete=models.PROTECT, related_name="receipts"
    )
    came_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["payer", "standing", "came_at"], name="receipt_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["payer", "key"], name="receipt_once"),
            models.CheckConstraint(
                condition=Q(fen__gt=0, fen__lt=MOST), name="receipt_amount_possible"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.MATCHED, order__isnull=False)
                | (Q(order=None) & ~Q(standing=Standing.MATCHED)),
                name="receipt_matched_has_order",
            ),
        ]

    def __str__(self) -> str:
        return self.serial or self.reference
