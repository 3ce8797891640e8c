"""Indicator sets, their versions, and what a version holds: groups, items, points, bands."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.organisations.record.enums import GradeLevel
from ratings.schemes.enums import CAPS, LETTER, Nature, Phase, RatedKind, Rebase, SubKind

ZERO = Decimal(0)


def marks(**options: Any) -> "models.DecimalField[Any, Any]":
    """A column of marks: exact, to a tenth (a sheet goes by half points)."""
    return models.DecimalField(max_digits=6, decimal_places=1, default=ZERO, **options)


class Scheme(models.Model):
    """The indicator set of an office for one legal type, or for a sub-type of it."""

    office = models.ForeignKey(
        "bodies.Body",
        on_delete=models.PROTECT,
        related_name="rating_schemes",
        verbose_name=_("office"),
    )
    kind = models.CharField(_("legal type"), max_length=40, choices=RatedKind.choices)
    sub_kind = models.CharField(_("sub-type"), max_length=40, choices=SubKind.choices, blank=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["kind", "sub_kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "sub_kind"], name="scheme_once_for_a_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RatedKind.values), name="scheme_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A sheet as it was published, or a draft of it; a published one never changes.

    ``total`` is what the counted points sum to; ``bonus_most`` is the most that bonus points add.
    ``rebase`` says what happens to points that do not apply. ``confirmed`` False: an example the
    authority has not confirmed yet. Whoever changed it last may not publish it.
    """

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    total = marks(verbose_name=_("points in all"))
    bonus_most = marks(verbose_name=_("bonus points at most"))
    rebase = models.CharField(
        _("points that do not apply"),
        max_length=20,
        choices=Rebase.choices,
        default=Rebase.PROPORTIONAL,
    )
    basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    confirmed = models.BooleanField(_("confirmed by the authority"), default=False)
    copied_from = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="copies"
    )
    made_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    changed_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        "accounts.User", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        "accounts.User", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["published_at"], name="version_by_publication")]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(total__gte=0, bonus_most__gte=0), name="version_marks_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(rebase__in=Rebase.values), name="version_rebase_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="version_publication_whole",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("changed_by")),
                name="version_published_by_another",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False, published_at__isnull=False),
                name="version_retirement_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.number}"

    @property
    def phase(self) -> Phase:
        """Draft, published or retired, as its days say."""
        if self.published_at is None:
            return Phase.DRAFT
        return Phase.RETIRED if self.retired_at is not None else Phase.PUBLISHED


class Group(models.Model):
    """A first-level indicator with the points its items share; ``code`` is once in a version."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("group"), max_length=60)
    total = marks(verbose_name=_("points of the group"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="group_code_once"),
            models.CheckConstraint(condition=Q(total__gte=0), name="group_total_not_negative"),
        ]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """A second-level indicator; its points are those of its lines."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="items")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="items")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("item"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="item_code_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Point(models.Model):
    """A third-level indicator: what is scored.

    ``evidence`` are codes of ``enums.Evidence``. A veto has no marks; when it is met, the grade
    is at most ``cap`` (0: no grade at all; None: not said yet, which bars publication).
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="points")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="points")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("what is looked at"), max_length=200)
    nature = models.CharField(
        _("kind of point"), max_length=10, choices=Nature.choices, default=Nature.SCORED
    )
    maximum = marks(verbose_name=_("points at most"))
    method = models.TextField(_("how it is scored"), blank=True)
    evidence = models.JSONField(_("evidence"), default=list, blank=True)
    may_not_apply = models.BooleanField(_("may not apply to some"), default=False)
    cap = models.PositiveSmallIntegerField(_("grade at most"), choices=CAPS, null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="point_code_once"),
            models.CheckConstraint(condition=Q(maximum__gte=0), name="point_not_negative"),
            models.CheckConstraint(
                condition=Q(nature__in=Nature.values), name="point_nature_known"
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.VETO, maximum=0) | (~Q(nature=Nature.VETO) & Q(cap=None)),
                name="point_veto_caps_and_nothing_else",
            ),
            models.CheckConstraint(
                condition=Q(cap=None) | Q(cap__lte=max(GradeLevel.values)),
                name="point_cap_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Band(models.Model):
    """The lower bound of a grade: whoever has ``lower`` or more reaches it, unrounded."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="bands")
    grade = models.PositiveSmallIntegerField(_("grade"), choices=GradeLevel.choices)
    lower = models.DecimalField(_("from how many points"), max_digits=9, decimal_places=3)

    class Meta:
        ordering = ["-grade"]
        constraints = [
            models.UniqueConstraint(fields=["version", "grade"], name="band_once_for_a_grade"),
            models.CheckConstraint(condition=Q(lower__gte=0), name="band_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.letters} {self.lower.normalize():f}"

    @property
    def letters(self) -> str:
        """The grade as the certificate writes it: AAA."""
        return LETTER * self.grade


class Upload(models.Model):
    """A spreadsheet handed in for a draft: what was read, until somebody takes it over.

    ``content`` is the sheet as ``contents`` writes it, ``faults`` are rows to mend as
    [line, reason code, words, cure] and ``seen`` is the draft's ``changed_at`` at that time.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    seen = models.DateTimeField()
    uploaded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name
