"""Cases that lower or cancel a grade, or take such a decision back."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from portal.organisations import eyes
from portal.organisations.record.enums import GradeGround, GradeLevel
from portal.organisations.regrading.enums import RegradingState, Verdict
from portal.organisations.regrading.workflow import REGRADING
from portal.workflow.models import CaseModel


class Regrading(CaseModel):
    """What is to become of the grade announced on a day; two officials decide.

    ``statement`` is what the organisation said when it was heard, until ``hear_until``. ``change``
    is the row of the record that the decision wrote, or that it takes back (RESTORE).
    """

    workflow = REGRADING

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="regradings"
    )
    announced_on = models.DateField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    old_level = models.PositiveSmallIntegerField(choices=GradeLevel.choices)
    new_level = models.PositiveSmallIntegerField(null=True, choices=GradeLevel.choices)
    ground = models.CharField(max_length=20, blank=True, choices=GradeGround.choices)
    words = models.TextField()
    decided_on = models.DateField()
    document = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    hear_until = models.DateField(null=True)
    statement = models.TextField(blank=True)
    stated_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField(null=True)
    change = models.ForeignKey(
        "organisations.GradeChange", null=True, on_delete=models.PROTECT, related_name="regradings"
    )
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RegradingState.values), name="regrading_state_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.LOWER, new_level__lt=F("old_level"))
                | ~Q(verdict=Verdict.LOWER) & Q(new_level=None),
                name="regrading_lowers",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("recorded_by")), name="regrading_by_two_officials"
            ),
            models.CheckConstraint(
                condition=~Q(status=RegradingState.CONFIRMED)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, change__isnull=False),
                name="regrading_confirmed_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["organisation", "announced_on"],
                condition=Q(status=RegradingState.RECORDED),
                name="regrading_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"regrading {self.pk}"

    def further_offices(self) -> Iterable[int]:
        """The upper bureau steps in where the registry has no second official (rules.md I.18)."""
        return eyes.substitutes(self.case.holder, self.recorded_by_id) if self.case else ()
