"""The journal: commitments, postings and their legs. Postings and legs are only added to."""

from django.db import models
from django.db.models import F, Q

from portal.ledger.budgets.enums import Source
from portal.ledger.postings.enums import Account, Kind


class Commitment(models.Model):
    """Money promised to a purpose; without it nothing is paid. Every amount in fen.

    ``open`` is still to be paid, ``paid`` is gone; what is missing to ``fen`` was released. Only
    ``postings.journal`` writes both. ``line`` is where it stands now: the line of the next year
    once a year is closed, None while it is planned for a year without a budget.
    """

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=14, choices=Source.choices)
    code = models.CharField(max_length=30)
    line = models.ForeignKey(
        "ledger.Line", null=True, on_delete=models.PROTECT, related_name="commitments"
    )
    basis = models.CharField(max_length=80, unique=True)
    words = models.CharField(max_length=300)
    fen = models.BigIntegerField()
    open = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["body", "year", "source", "code"], name="commitment_by_key")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(open__gte=0, paid__gte=0, fen__gte=F("open") + F("paid")),
                name="commitment_not_overpaid",
            ),
            models.CheckConstraint(
                condition=Q(line__isnull=False) | Q(open=0, paid=0),
                name="commitment_planned_holds_nothing",
            ),
        ]

    def __str__(self) -> str:
        return self.basis

    @property
    def planned(self) -> bool:
        """Whether it waits for the budget of its year."""
        return self.line_id is None


class Posting(models.Model):
    """One act with money: what, about what, how much, when, by whom. Never changed.

    ``basis`` names what it rests on ("payments.order:7"); one act of a kind for each basis.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    basis = models.CharField(max_length=80)
    words = models.CharField(max_length=300)
    fen = models.BigIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["basis"], name="posting_by_basis")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "basis"], name="posting_once_per_basis"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="posting_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.basis}"


class Leg(models.Model):
    """What a posting adds to an account of a line, in fen; the legs of a posting sum to 0."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="legs")
    line = models.ForeignKey("ledger.Line", on_delete=models.PROTECT, related_name="legs")
    account = models.CharField(max_length=10, choices=Account.choices)
    fen = models.BigIntegerField()
    commitment = models.ForeignKey(
        Commitment, null=True, on_delete=models.PROTECT, related_name="legs"
    )

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["line", "account"], name="leg_by_line")]
        constraints = [
            models.CheckConstraint(condition=~Q(fen=0), name="leg_moves_something"),
            models.CheckConstraint(
                condition=Q(account__in=Account.values), name="leg_account_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.fen}"
