"""Rounds of ratings: days, sheets by legal type, the marks of each grade, the papers wanted."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.record.enums import GradeLevel
from portal.workflow.bases import CaseModel
from ratings.rounds.enums import NOTICE_MOST, RoundState
from ratings.rounds.workflow import RATING_ROUND
from ratings.schemes.enums import LETTER, RatedKind, SubKind


class Round(CaseModel):
    """A round of one registry: whoever is registered there may apply from day to day.

    ``opens_on`` and ``closes_on`` are both days on which one may apply. ``written_by`` is who
    changed it last and ``proposed_by`` who put it forward: neither publishes it.
    """

    workflow = RATING_ROUND

    registry = models.ForeignKey(
        "bodies.Body",
        on_delete=models.PROTECT,
        related_name="rating_rounds",
        verbose_name=_("registration authority"),
    )
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("title"), max_length=120)
    notice = models.TextField(_("text of the notice"), max_length=NOTICE_MOST, blank=True)
    opens_on = models.DateField(_("first day to apply"), null=True)
    closes_on = models.DateField(_("last day to apply"), null=True)
    contact = models.CharField(_("contact"), max_length=60, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("counter"), max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-year", "-id"]
        indexes = [models.Index(fields=["registry", "status"], name="rating_round_by_registry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RoundState.values), name="rating_round_state_known"
            ),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="rating_round_opens_before_closing",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[RoundState.OPEN, RoundState.CLOSED])
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    proposed_by__isnull=False,
                    opens_on__isnull=False,
                    closes_on__isnull=False,
                ),
                name="rating_round_published_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | (~Q(published_by=F("proposed_by")) & ~Q(published_by=F("written_by"))),
                name="rating_round_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def further_offices(self) -> list[int]:
        """The office above may stand in where the registry has but one clerk (rules.md I.18)."""
        return [self.registry.parent_id] if self.registry.parent_id else []


class RoundSheet(models.Model):
    """Which published indicators hold in a round for a legal type, or for a sub-type of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sheets")
    kind = models.CharField(_("legal type"), max_length=40, choices=RatedKind.choices)
    sub_kind = models.CharField(_("sub-type"), max_length=40, choices=SubKind.choices, blank=True)
    version = models.ForeignKey("ratings.Version", on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        ordering = ["kind", "sub_kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind", "sub_kind"], name="round_sheet_once_for_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RatedKind.values), name="round_sheet_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_sub_kind_display()}".strip()


class RoundBand(models.Model):
    """The mark from which a grade is reached in this round; ``lower`` itself reaches it."""

    sheet = models.ForeignKey(RoundSheet, on_delete=models.CASCADE, related_name="bands")
    grade = models.PositiveSmallIntegerField(_("grade"), choices=GradeLevel.choices)
    lower = models.DecimalField(_("from how many points"), max_digits=9, decimal_places=3)

    class Meta:
        ordering = ["-grade"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "grade"], name="round_band_once_for_a_grade"),
            models.CheckConstraint(condition=Q(lower__gte=0), name="round_band_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.letters} {self.lower.normalize():f}"

    @property
    def letters(self) -> str:
        """The grade as the certificate writes it: AAA."""
        return LETTER * self.grade


class Material(models.Model):
    """A paper that an application to the round brings."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="materials")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    title = models.CharField(_("paper"), max_length=120)
    hint = models.CharField(_("what to look out for"), max_length=300, blank=True)
    required = models.BooleanField(_("must be handed in"), default=True)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.title
