"""The assessment of an organisation: its own marks with proof, the visit, what it answered."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ratings.assessments.enums import Origin, Reply, Ruling

PLACES = 12


def result() -> "models.DecimalField[Any, Any]":
    """A total of a sheet: unrounded, cut off after twelve places."""
    return models.DecimalField(max_digits=18, decimal_places=PLACES, null=True)


class Assessment(models.Model):
    """What happens between "qualified" and the committee; the case itself is the application's.

    ``own_total`` is frozen when the self-assessment is handed in, ``expert_total`` when the
    experts have signed; both stand unrounded. ``panel`` is the drawn team.
    """

    application = models.OneToOneField(
        "ratings.Application", on_delete=models.PROTECT, related_name="assessment"
    )
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    own_total = result()
    panel = models.OneToOneField(
        "panels.Panel", null=True, on_delete=models.PROTECT, related_name="+"
    )
    visit_at = models.DateTimeField(_("day and time of the visit"), null=True)
    visit_place = models.CharField(_("place of the visit"), max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    visited_on = models.DateField(_("day of the visit"), null=True)
    minutes = models.TextField(_("minutes of the visit"), max_length=4000, blank=True)
    expert_total = result()
    scored_at = models.DateTimeField(null=True)
    reply = models.CharField(max_length=10, choices=Reply.choices, blank=True)
    reply_words = models.TextField(_("objection"), max_length=4000, blank=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_in_at=None, handed_in_by=None, own_total=None)
                | Q(
                    handed_in_at__isnull=False,
                    handed_in_by__isnull=False,
                    own_total__isnull=False,
                ),
                name="assessment_handed_in_whole",
            ),
            models.CheckConstraint(
                condition=Q(scored_at=None, expert_total=None)
                | Q(scored_at__isnull=False, expert_total__isnull=False, panel__isnull=False),
                name="assessment_scored_whole",
            ),
            models.CheckConstraint(
                condition=Q(reply="", replied_at=None)
                | Q(reply__in=Reply.values, replied_at__isnull=False, scored_at__isnull=False),
                name="assessment_reply_whole",
            ),
            models.CheckConstraint(
                condition=~Q(reply=Reply.OBJECTED) | ~Q(reply_words=""),
                name="assessment_objection_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"assessment {self.application_id}"


class OwnMark(models.Model):
    """What the organisation says of one point: its own mark, or why the point does not apply.

    ``saved_at`` is also the version that a page remembers. ``ruling`` is the office's word on
    "does not apply".
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="marks")
    point = models.ForeignKey("ratings.Point", on_delete=models.PROTECT, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    words = models.CharField(_("words"), max_length=1000, blank=True)
    applies = models.BooleanField(default=True)
    why_not = models.CharField(_("why it does not apply"), max_length=500, blank=True)
    ruling = models.CharField(max_length=10, choices=Ruling.choices, blank=True)
    ruling_words = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "point"], name="own_mark_once"),
            models.CheckConstraint(
                condition=Q(points=None) | Q(points__gte=0), name="own_mark_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(applies=True, ruling="", why_not="") | Q(applies=False, points=None),
                name="own_mark_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"own mark {self.assessment_id} {self.point_id}"


class Proof(models.Model):
    """A file behind an own mark, with the hash it had when it was added."""

    mark = models.ForeignKey(OwnMark, on_delete=models.CASCADE, related_name="proofs")
    stored = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["mark", "stored"], name="proof_once_for_a_point"),
        ]

    def __str__(self) -> str:
        return f"proof {self.mark_id} {self.stored_id}"


class Sight(models.Model):
    """What the team saw of a point at the visit: shared by its members; of a veto, whether met.

    ``saved_at`` is also the version that a page remembers.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sights")
    point = models.ForeignKey("ratings.Point", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what was seen"), max_length=1000, blank=True)
    met = models.BooleanField(null=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "point"], name="sight_once"),
        ]

    def __str__(self) -> str:
        return f"sight {self.assessment_id} {self.point_id}"
