"""Samples drawn by lot, and the cases in which a grade is looked at again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.workflow.bases import CaseModel
from ratings.followups.enums import OPEN, FollowUpState, How, Kind, OccasionKind
from ratings.followups.workflow import FOLLOW_UP


class Sample(models.Model):
    """A draw among a registry's grades in force, kept so that anybody can repeat it.

    ``candidates`` are the numbers (ids) of the organisations in their order, ``drawn`` those that
    the lot took, in the order of their lots. ``digest`` is the SHA-256 of seed, list and size.
    ``from_level`` is the lowest grade that took part.
    """

    registry = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="followup_samples"
    )
    from_level = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=32)
    candidates = models.JSONField()
    size = models.PositiveIntegerField(_("how many are drawn"))
    drawn = models.JSONField()
    digest = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-drawn_at", "-id"]
        indexes = [
            models.Index(fields=["registry", "drawn_at"], name="followup_sample_by_registry")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(size__gte=1), name="followup_sample_not_empty")
        ]

    def __str__(self) -> str:
        return f"sample {self.pk} of {self.registry_id}"


class FollowUp(CaseModel):
    """A grade that is looked at again: notice, statement, check, finding.

    ``announced_on`` names the grade, ``level`` what it counted as when the case began. What the
    organisation said, what the official saw and what was found stand beside it in words.
    ``regrading`` is the proposal to which a finding led.
    """

    workflow = FOLLOW_UP

    kind = models.CharField(max_length=8, choices=Kind.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="followups"
    )
    announced_on = models.DateField()
    level = models.PositiveSmallIntegerField()
    sample = models.ForeignKey(
        Sample, null=True, on_delete=models.PROTECT, related_name="followups"
    )
    opened_at = models.DateTimeField()
    statement = models.TextField(_("statement"), max_length=4000, blank=True)
    stated_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    stated_at = models.DateTimeField(null=True)
    how = models.CharField(_("how it was checked"), max_length=8, choices=How.choices, blank=True)
    checked_on = models.DateField(_("day of the check"), null=True)
    seen = models.TextField(_("what was found"), max_length=4000, blank=True)
    checked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.TextField(_("finding"), max_length=2000, blank=True)
    found_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    found_at = models.DateTimeField(null=True)
    regrading = models.OneToOneField(
        "organisations.Regrading", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["organisation", "announced_on"], name="followup_by_grade")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=FollowUpState.values), name="followup_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="followup_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.SAMPLED, sample__isnull=False)
                | Q(kind=Kind.EVENT, sample=None),
                name="followup_sampled_of_a_sample",
            ),
            models.CheckConstraint(
                condition=~Q(status=FollowUpState.PROPOSED) | Q(regrading__isnull=False),
                name="followup_proposed_names_it",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status__in=OPEN), name="followup_open_once"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"follow-up {self.pk}"


class Occasion(models.Model):
    """An event on the record behind a case; ``key`` names it, so that it opens one case only."""

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="occasions")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=OccasionKind.choices)
    key = models.CharField(max_length=80)
    happened_on = models.DateField()

    class Meta:
        ordering = ["happened_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="followup_occasion_once"),
            models.CheckConstraint(
                condition=Q(kind__in=OccasionKind.values), name="followup_occasion_known"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class FollowUpPaper(models.Model):
    """A file that came with the organisation's statement."""

    followup = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="papers")
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["followup", "stored"], name="followup_paper_once")
        ]

    def __str__(self) -> str:
        return f"paper {self.pk} of {self.followup_id}"
