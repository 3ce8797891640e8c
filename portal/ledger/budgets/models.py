"""Budgets: a body's fiscal year and the lines on which its money stands."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.ledger.budgets.enums import Source

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Budget(models.Model):
    """The fiscal year of a body; closed for good at its end."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="budgets")
    year = models.PositiveSmallIntegerField(_("fiscal year"))
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "body"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="budget_once_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="budget_year_possible"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


class Line(models.Model):
    """Money of one source for one purpose in a year; every amount in fen.

    ``amount`` is what the line may spend, ``committed`` what is promised and not yet paid, ``paid``
    what is gone; what is left is free. They are the sums of the journal's legs, and only
    ``postings.journal`` writes them, by conditional updates. A ``recorded`` line holds money that
    is not the office's (rules.md I.17): it is written down, never committed. ``code`` joins the
    lines of the same purpose in different years.
    """

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="lines")
    source = models.CharField(_("source of the money"), max_length=14, choices=Source.choices)
    code = models.CharField(_("code of the line"), max_length=30)
    name = models.CharField(_("name of the line"), max_length=120)
    recorded = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    amount = models.BigIntegerField(default=0)
    committed = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["budget", "source", "code"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "source", "code"], name="line_once_a_year"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="line_source_known"),
            models.CheckConstraint(
                condition=Q(committed__gte=0, paid__gte=0, amount__gte=F("committed") + F("paid")),
                name="line_not_overspent",
            ),
            models.CheckConstraint(
                condition=Q(recorded=False) | Q(committed=0), name="line_recorded_not_committed"
            ),
            models.CheckConstraint(
                condition=Q(closed=False) | Q(committed=0, amount=F("paid")),
                name="line_closed_holds_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def free(self) -> int:
        """What may still be committed, in fen."""
        return self.amount - self.committed - self.paid
