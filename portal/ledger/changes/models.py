"""Proposals to change a budget."""

from django.db import models
from django.db.models import F, Q

from portal.ledger.changes.enums import ChangeKind, ChangeState
from portal.ledger.changes.workflow import BUDGET_CHANGE
from portal.workflow.bases import CaseModel


class Change(CaseModel):
    """What one official proposes for a budget and another one decides.

    ``fen`` is added to ``line`` (taken away when negative), for a transfer out of ``source_line``;
    a closing of the year has neither line nor amount.
    """

    workflow = BUDGET_CHANGE

    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    budget = models.ForeignKey("ledger.Budget", on_delete=models.PROTECT, related_name="changes")
    line = models.ForeignKey(
        "ledger.Line", null=True, on_delete=models.PROTECT, related_name="changes"
    )
    source_line = models.ForeignKey(
        "ledger.Line", null=True, on_delete=models.PROTECT, related_name="changes_out"
    )
    fen = models.BigIntegerField(default=0)
    words = models.CharField(max_length=300)
    document = models.CharField(max_length=120, blank=True)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="budget_change_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=ChangeState.values), name="budget_change_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="close", line=None, source_line=None, fen=0)
                | Q(kind="transfer", line__isnull=False, source_line__isnull=False, fen__gt=0)
                | Q(kind="allot", line__isnull=False, source_line=None, fen__gt=0)
                | (Q(kind="change", line__isnull=False, source_line=None) & ~Q(fen=0)),
                name="budget_change_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None)
                | ~Q(status=ChangeState.APPROVED)
                | ~Q(decided_by=F("proposed_by")),
                name="budget_change_four_eyes",
            ),
            models.UniqueConstraint(
                fields=["budget"],
                condition=Q(kind="close", status__in=["proposed", "approved"]),
                name="budget_closed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"change {self.pk}"
