"""The evaluation of a base's year."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.yearly import sheets
from incubator.yearly.enums import Grade, YearState
from incubator.yearly.workflow import BASE_YEAR
from portal.workflow.bases import CaseModel


class Evaluation(CaseModel):
    """One base and one year: what it says of itself, what was seen, counted, scored and graded.

    ``sheet`` (items and marks) is frozen when the evaluation is opened. ``figures`` and ``targets``
    are counted anew with every step (``counted_at``) and frozen when it is scored. ``points`` is
    {item: {points in hundredths, words}}, ``score`` their sum. ``remarks`` is what the base says to
    each target. ``grade`` is set when the publicity is over, never before.
    """

    workflow = BASE_YEAR

    base = models.ForeignKey("incubator.Base", on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    sheet = models.JSONField(default=dict)
    account = models.TextField(_("account of the year"), max_length=4000, blank=True)
    remarks = models.JSONField(default=dict)
    stated_at = models.DateTimeField(null=True)
    stated_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    visit_on = models.DateField(_("day of the visit"), null=True)
    visitors = models.CharField(_("who visited"), max_length=120, blank=True)
    minutes = models.TextField(_("minutes of the visit"), max_length=4000, blank=True)
    visit_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    points = models.JSONField(default=dict)
    score = models.PositiveIntegerField(null=True)
    figures = models.JSONField(default=dict)
    targets = models.JSONField(default=dict)
    counted_at = models.DateTimeField(null=True)
    scored_at = models.DateTimeField(null=True)
    scored_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    grade = models.CharField(_("grade"), max_length=12, choices=Grade.choices, blank=True)
    graded_on = models.DateField(null=True)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["base", "year"],
                condition=~Q(status=YearState.CALLED_OFF),
                name="evaluation_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(status__in=YearState.values), name="evaluation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__lte=100 * 100), name="evaluation_score_possible"
            ),
            models.CheckConstraint(
                condition=Q(status=YearState.GRADED, grade__in=Grade.values)
                & Q(graded_on__isnull=False)
                | (~Q(status=YearState.GRADED) & Q(grade="", graded_on=None))
                | Q(status=YearState.PUBLISHED),
                name="evaluation_graded_at_its_end",
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"evaluation {self.pk}"

    @property
    def proposed(self) -> Grade | None:
        """The grade that the points make; None while it is not scored."""
        return None if self.score is None else sheets.grade(self.score, self.sheet["marks"])
