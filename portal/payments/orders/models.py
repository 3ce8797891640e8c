"""Payment orders, each with the account and the paper on which the money went."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.payments.orders.enums import OrderState, Paper
from portal.payments.orders.workflow import ORDER
from portal.workflow.bases import CaseModel

MOST = 10**15


class Order(CaseModel):
    """Money of a commitment to a payee; ``fen`` is its amount. Its number is never given twice.

    ``account`` is where it goes, with a copy of what stood in it (``sealed`` the number, ``shown``
    masked). ``attempt`` counts the ways to the bank: a returned order goes out once more under
    another reference. ``basis`` is what the money is for ("grants.claim:12"); whose link it is, the
    ledger knows. ``paper_…`` is the receipt or invoice that comes before the money.
    """

    workflow = ORDER

    payer = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="orders_paid")
    year = models.PositiveSmallIntegerField()
    number = models.CharField(_("order number"), max_length=20)
    attempt = models.PositiveSmallIntegerField(default=1)
    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="payments")
    commitment = models.ForeignKey(
        "ledger.Commitment", on_delete=models.PROTECT, related_name="orders"
    )
    basis = models.CharField(max_length=80, db_index=True)
    words = models.CharField(_("what it is for"), max_length=200)
    fen = models.BigIntegerField(_("amount"))
    account = models.ForeignKey("payments.Account", on_delete=models.PROTECT, related_name="orders")
    holder = models.CharField(max_length=120)
    bank = models.CharField(max_length=120)
    bank_code = models.CharField(max_length=12)
    sealed = models.TextField()
    fingerprint = models.CharField(max_length=64)
    shown = models.CharField(max_length=12)
    paper = models.CharField(_("paper"), max_length=8, choices=Paper.choices, blank=True)
    paper_number = models.CharField(_("number of the paper"), max_length=40, blank=True)
    paper_issuer = models.CharField(_("issuer"), max_length=120, blank=True)
    paper_fen = models.BigIntegerField(null=True)
    paper_on = models.DateField(_("day of the paper"), null=True)
    paper_file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    bank_file = models.ForeignKey(
        "payments.BankFile", null=True, on_delete=models.PROTECT, related_name="orders"
    )
    paid_on = models.DateField(_("paid on"), null=True)
    said = models.CharField(_("what was said last"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["payer", "status"], name="order_by_payer"),
            models.Index(fields=["body", "status"], name="order_by_payee"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["payer", "number"], name="order_number_once"),
            models.UniqueConstraint(
                fields=["body", "paper_number"],
                condition=~Q(paper_number="") & ~Q(status=OrderState.CANCELLED),
                name="order_paper_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OrderState.values), name="order_state_known"
            ),
            models.CheckConstraint(
                condition=Q(fen__gt=0, fen__lt=MOST), name="order_amount_possible"
            ),
            models.CheckConstraint(
                condition=~Q(checked_by=F("prepared_by")), name="order_maker_is_not_checker"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[OrderState.CHECKED, OrderState.SENT, OrderState.PAID])
                | Q(checked_by__isnull=False, paper_fen=F("fen")) & ~Q(paper_number=""),
                name="order_goes_out_checked_with_paper",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[OrderState.PAID, OrderState.SETTLED])
                | Q(paid_on__isnull=False),
                name="order_paid_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def state(self) -> OrderState:
        """Where it stands, with its words."""
        return OrderState(self.status)

    @property
    def reference(self) -> str:
        """The number under which the bank knows the order: its own, and from the second try on
        with the try (FK2026-00007-2).
        """
        return self.number if self.attempt == 1 else f"{self.number}-{self.attempt}"
