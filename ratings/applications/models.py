"""The case of a rating, with its papers and what was said about points nobody knew."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.workflow.bases import CaseModel
from ratings.applications.enums import ENDED, MAY_APPLY_AGAIN, Point, RatingState, RuleSet
from ratings.applications.workflow import RATING


class Application(CaseModel):
    """An organisation's rating in a round, from its application to the end of the case.

    ``sheet`` is the round's sheet for its type. ``stated`` freezes what register and profile said
    when it was handed in; ``rule_set`` is the measure of that day, by which eligibility is judged.
    ``found`` keeps the reasons (codes) an official decided upon. ``entered_by``: brought to a
    counter or told by telephone.
    """

    workflow = RATING

    round = models.ForeignKey(
        "ratings.Round", on_delete=models.PROTECT, related_name="applications"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="ratings"
    )
    sheet = models.ForeignKey(
        "ratings.RoundSheet", on_delete=models.PROTECT, related_name="applications"
    )
    contact = models.CharField(_("contact"), max_length=60)
    phone = models.CharField(_("telephone"), max_length=40)
    words = models.TextField(_("what you want to say"), max_length=2000, blank=True)
    stated = models.JSONField(default=dict)
    rule_set = models.CharField(max_length=16, choices=RuleSet.choices)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_for = models.TextField(_("what is missing"), max_length=2000, blank=True)
    addition = models.TextField(_("your answer"), max_length=2000, blank=True)
    decision = models.TextField(_("reasons"), max_length=2000, blank=True)
    found = models.JSONField(default=list)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["round", "status"], name="rating_by_round")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RatingState.values), name="rating_state_known"
            ),
            models.CheckConstraint(
                condition=Q(rule_set__in=RuleSet.values), name="rating_rule_set_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="rating_decided_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=~Q(status__in=MAY_APPLY_AGAIN),
                name="rating_once_in_a_round",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=~Q(status__in=ENDED), name="rating_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.case.number if self.case else f"rating {self.pk}"


class RatingPaper(models.Model):
    """A file of an application; ``late``: handed in after being asked for what was missing."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    material = models.ForeignKey(
        "ratings.Material", null=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=120)
    late = models.BooleanField(default=False)
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["late", "id"]

    def __str__(self) -> str:
        return self.title


class Answer(models.Model):
    """What the organisation says about a point nobody knew, and whether an official confirmed it.

    ``about`` names the point further (the inspected year, the key of a penalty). ``says`` is a
    code of the point's choices. A confirmed answer stands on record (``portal.organisations
    .record``) with its source; about an investigation there is no record, so it stands here alone.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers")
    point = models.CharField(max_length=16, choices=Point.choices)
    about = models.CharField(max_length=20, blank=True)
    says = models.CharField(max_length=24)
    source = models.CharField(_("source"), max_length=200)
    stored = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_as = models.CharField(max_length=24, blank=True)
    confirmed_source = models.CharField(max_length=200, blank=True)
    confirmed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "point", "about"], name="rating_answer_one_each"
            ),
            models.CheckConstraint(
                condition=Q(point__in=Point.values), name="rating_answer_point_known"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="rating_answer_has_source"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None, confirmed_as="")
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                & ~Q(confirmed_as="")
                & ~Q(confirmed_source=""),
                name="rating_answer_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.about} {self.says}"
