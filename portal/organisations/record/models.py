"""The record of organisations: inspections, credit lists, penalties, grades, awards paid.

Facts are only added. A correction is a new row that replaces the old one, which stays.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.record.enums import (
    CreditList,
    GradeChangeKind,
    GradeGround,
    GradeLevel,
    InspectionResult,
    PenaltyKind,
)


class Sourced(models.Model):
    """Where a statement comes from: the words of the source, the day it tells of, who added it.

    ``case`` is the number of the import that brought it, empty when an official confirmed it.
    """

    source = models.CharField(_("source"), max_length=200)
    source_on = models.DateField(_("as of"))
    file = models.ForeignKey(
        "files.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    case = models.CharField(max_length=40, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class Fact(Sourced):
    """A fact about an organisation. ``current`` is false once another row replaced it."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="%(class)ss"
    )
    current = models.BooleanField(default=True)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk} of organisation {self.organisation_id}"


class Inspection(Fact):
    """The result of the annual inspection of a year."""

    year = models.PositiveSmallIntegerField(_("year"))
    result = models.CharField(_("result"), max_length=24, choices=InspectionResult.choices)

    class Meta:
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year"],
                condition=Q(current=True),
                name="inspection_one_current",
            ),
            models.CheckConstraint(
                condition=Q(result__in=InspectionResult.values), name="inspection_result_known"
            ),
        ]


class CreditListing(Fact):
    """A stay on a credit list: in force from ``listed_on`` until the day before ``removed_on``."""

    list = models.CharField(_("list"), max_length=12, choices=CreditList.choices)
    ground = models.CharField(_("ground"), max_length=250, blank=True)
    listed_on = models.DateField(_("listed on"))
    removed_on = models.DateField(_("removed on"), null=True)

    class Meta:
        ordering = ["-listed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "list", "listed_on"],
                condition=Q(current=True),
                name="listing_one_current",
            ),
            models.CheckConstraint(
                condition=Q(list__in=CreditList.values), name="listing_list_known"
            ),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=F("listed_on")),
                name="listing_removed_after_listed",
            ),
        ]


class Penalty(Fact):
    """An administrative penalty; the amount is in fen, None where none was stated."""

    kind = models.CharField(_("kind"), max_length=16, choices=PenaltyKind.choices)
    minor = models.BooleanField(_("minor"), null=True)
    amount_fen = models.BigIntegerField(_("amount"), null=True)
    decided_on = models.DateField(_("decided on"))
    served = models.BooleanField(_("served"), null=True)

    class Meta:
        verbose_name_plural = "penalties"
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "decided_on"],
                condition=Q(current=True),
                name="penalty_one_current",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PenaltyKind.values), name="penalty_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen=None) | Q(amount_fen__gte=0),
                name="penalty_amount_not_negative",
            ),
        ]


class Grade(Fact):
    """A grade of an earlier rating, with the days on which it holds."""

    grade = models.PositiveSmallIntegerField(_("grade"), choices=GradeLevel.choices)
    announced_on = models.DateField(_("announced on"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"))
    rating_body = models.CharField(_("rated by"), max_length=120, blank=True)
    number = models.CharField(_("number of the certificate"), max_length=80, blank=True)

    class Meta:
        ordering = ["-announced_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "announced_on"],
                condition=Q(current=True),
                name="grade_one_current",
            ),
            models.CheckConstraint(
                condition=Q(grade__in=GradeLevel.values), name="grade_level_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_from__gte=F("announced_on"), valid_to__gte=F("valid_from")),
                name="grade_valid_after_announced",
            ),
        ]


class GradeChange(Fact):
    """A decision that lowered or cancelled the grade announced on a day; ``level`` when lowered.

    It goes with the day of announcement, not with a row: a list that states the grade anew does
    not bring it back. ``current`` is false once a counter-entry took it away.
    """

    announced_on = models.DateField()
    kind = models.CharField(max_length=12, choices=GradeChangeKind.choices)
    level = models.PositiveSmallIntegerField(null=True, choices=GradeLevel.choices)
    ground = models.CharField(max_length=20, choices=GradeGround.choices)
    decided_on = models.DateField()

    class Meta:
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=GradeChangeKind.LOWERED, level__in=GradeLevel.values)
                | Q(kind=GradeChangeKind.CANCELLED, level=None),
                name="grade_change_says_what_is_left",
            ),
            models.CheckConstraint(
                condition=Q(ground__in=GradeGround.values), name="grade_change_ground_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__gte=F("announced_on")),
                name="grade_change_after_announcement",
            ),
            models.UniqueConstraint(
                fields=["organisation", "announced_on", "kind"],
                condition=Q(current=True, kind=GradeChangeKind.CANCELLED),
                name="grade_cancelled_once",
            ),
        ]


class AwardPaid(Fact):
    """Money paid out for a grade or under another scheme, before the portal kept grants."""

    scheme = models.CharField(_("scheme"), max_length=120)
    grade = models.PositiveSmallIntegerField(_("grade"), null=True, choices=GradeLevel.choices)
    amount_fen = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))

    class Meta:
        verbose_name_plural = "awards paid"
        ordering = ["-paid_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "scheme", "paid_on"],
                condition=Q(current=True),
                name="award_one_current",
            ),
            models.CheckConstraint(
                condition=Q(grade=None) | Q(grade__in=GradeLevel.values), name="award_grade_known"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="award_amount_positive"),
        ]


class ListCheck(Sourced):
    """Both credit lists are known as of ``source_on``: of a whole registry, or of one body.

    ``known`` false is a row of one body that a list told of and nobody could take: for it the
    registry's check does not count. Without a check an organisation without listings is unknown,
    never clean (rules.md I.20).
    """

    registry = models.ForeignKey(
        "bodies.Body", null=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        on_delete=models.PROTECT,
        related_name="list_checks",
    )
    known = models.BooleanField(default=True)

    class Meta:
        ordering = ["-source_on", "-id"]
        indexes = [models.Index(fields=["registry", "source_on"], name="list_check_by_registry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(registry=None, organisation__isnull=False)
                | Q(registry__isnull=False, organisation=None),
                name="list_check_of_registry_or_body",
            )
        ]

    def __str__(self) -> str:
        return f"lists of {self.registry_id or self.organisation_id} as of {self.source_on}"
